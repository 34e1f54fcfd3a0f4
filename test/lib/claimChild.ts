import { FileJournal } from '../../src/engine/recreate/fileJournal';

/** A process of its own that takes a swap for itself, and lives until it is killed. usage: node claimChild.js FOLDER ID */
async function main([folder = '', id = '']: string[]) {
  const isMine = await new FileJournal(folder).claim(id);
  process.stdout.write(isMine ? 'mine' : 'not mine');
  setInterval(() => {}, 60_000);
}

void main(process.argv.slice(2));
