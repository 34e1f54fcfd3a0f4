// The files of a suite, shared out to a few processes at once: the tests of engines wait more than they work.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { repo } from './build.mjs';

/** Each has an engine of its own. More would make tests miss their time on a machine with few cores. */
export const laneCount = Math.min(2, os.availableParallelism());

/** These take long: begun first, no lane is left alone with one at the end. */
const long = [
  'recreateEnds',
  'outages',
  'live',
  'runRecorder',
  'recreateCut',
  'recreateLiveCut',
  'recreateKept',
];

/** The test files of a suite, the long ones first. `parts`: with commas between, only files whose name holds one. */
export function filesOf(folder, parts) {
  const wanted = parts?.split(',');
  const rank = name => (long.includes(path.basename(name, '.test.ts')) ? 0 : 1);
  return fs
    .readdirSync(path.join(repo, 'test', folder), { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.test.ts'))
    .filter(name => wanted?.some(part => name.includes(part)) ?? true)
    .sort()
    .sort((a, b) => rank(a) - rank(b));
}

/** Calls `run(files, lane)` until no files are left, `size` at a time; each lane takes more when it is done with some. */
export async function inLanes(files, size, run) {
  const rest = [...files];
  const outcomes = [];
  const lanes = Array.from({ length: laneCount }, async (_, lane) => {
    while (rest.length > 0) outcomes.push(await run(rest.splice(0, size), lane));
  });
  const ends = await Promise.allSettled(lanes); // where one cannot go on, the others end what there is
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return outcomes;
}
