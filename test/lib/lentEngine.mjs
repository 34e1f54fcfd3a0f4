// The private engines that a run lends to its suites. The tests' sources must be compiled.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { out } from './build.mjs';
import { say } from './machine.mjs';

let swept; // once, and not by two at a time

/**
 * An engine for each lane of a suite, made when it is first asked for; `options` as of `createEngine`. `given`: the first
 * is the one that the environment names, where it names one.
 */
export function lending(engines, { given = false, ...options } = {}) {
  const lent = [];
  return {
    /** What tells a suite of the engine of its lane. */
    variables: async (lane = 0) => {
      lent[lane] ??=
        (given && lane === 0 && (await givenEngine())) || (await startEngine(engines, options));
      return { SLIPWAY_TEST_HOST: lent[lane].host, SLIPWAY_TEST_CONTROL: lent[lane].dir };
    },
    purge: () => Promise.all(lent.map(engine => engine.purge())),
  };
}

/** It is not ours to end. */
async function givenEngine() {
  const { PrivateEngine } = await lib('privateEngine');
  const given = process.env.SLIPWAY_TEST_CONTROL;
  return given ? new PrivateEngine(given) : undefined;
}

/** A new one with the test images. It is put into `engines` before they are made, so that it ends also when that fails. */
async function startEngine(engines, options) {
  const { createEngine, sweepEngines } = await lib('privateEngine');
  const { engineOf } = await lib('testEngine');
  const { makeTestImages } = await lib('testImages');
  swept ??= sweepEngines().then(count => {
    if (count > 0) say(`private engines left by runs that crashed, removed: ${count}`);
  });
  await swept;
  const engine = await createEngine(options);
  engines.push(engine);
  const { docker } = engineOf(engine);
  await makeTestImages(docker);
  const { Version, ApiVersion } = await docker.version();
  say(`private engine: Docker ${Version}, API ${ApiVersion}, ${engine.host}`);
  return engine;
}

function lib(name) {
  return import(pathToFileURL(path.join(out, `test/lib/${name}.js`)).href);
}
