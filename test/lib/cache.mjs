// What tests need and npm does not install is kept in a cache folder outside the repository.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const cache = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'slipway',
);

/** Makes a folder of the cache, once: `fill` gets an empty one, which takes its place only when all went well. */
export async function cached(name, fill) {
  const folder = path.join(cache, name);
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(`${folder}.`);
  try {
    await fill(work);
    fs.renameSync(work, folder);
  } catch (error) {
    fs.rmSync(work, { recursive: true, force: true });
    if (!fs.existsSync(folder)) throw error; // else another process was faster
  }
  return folder;
}
