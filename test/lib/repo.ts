import path from 'node:path';

/** The repository's root; this file runs as out/test/lib/repo.js, or under another folder of out. */
export const repo = findRoot(__dirname);

/** Where all that is built and written goes. */
export const outFolder = path.resolve(repo, process.env.SLIPWAY_OUT ?? 'out');

function findRoot(from: string): string {
  const out = from.lastIndexOf(`${path.sep}out${path.sep}`);
  return out < 0 ? path.resolve(from, '../..') : from.slice(0, out);
}
