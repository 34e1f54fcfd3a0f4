import { connect } from '../../src/engine/connection';
import { findEndpoint } from '../../src/engine/endpoints';
import { FileJournal } from '../../src/engine/recreate/fileJournal';
import { planFor, readChangeable } from '../../src/engine/recreate/read';
import { recreate } from '../../src/engine/recreate/recreate';

/**
 * A process of its own that swaps a container and is killed in the middle, as an editor may be.
 * usage: node swapChild.js HOST CONTAINER FOLDER STEP AFTER_MS
 */
async function main([host = '', name = '', folder = '', at = '', afterMs = '']: string[]) {
  const world = { env: {}, home: '/nonexistent', platform: process.platform };
  const engine = await connect(await findEndpoint(host, world));
  const changeable = await readChangeable(engine, name);
  const { spec } = changeable;
  const wanted = { ...spec, options: { ...spec.options, env: ['MINE=2'] } };
  const plan = planFor(changeable, { spec: wanted });
  if (plan.kind !== 'swap') throw new Error(`a swap was expected, not ${plan.kind}`);
  const kill = (): unknown => process.kill(process.pid, 'SIGKILL');
  await recreate(engine, changeable, plan, {
    journal: new FileJournal(folder),
    host: 'test',
    settleMs: 500,
    onStep: step => {
      if (step === at) setTimeout(kill, Number(afterMs));
    },
  });
  kill();
}

void main(process.argv.slice(2));
