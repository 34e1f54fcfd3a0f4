// The private engine that a run lends to its suites. The tests' sources must be compiled.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { out } from './build.mjs';
import { say } from './machine.mjs';

/** The one that the environment names: it is not ours to end. */
export async function givenEngine() {
  const { PrivateEngine } = await lib('privateEngine');
  const given = process.env.SLIPWAY_TEST_CONTROL;
  return given ? new PrivateEngine(given) : undefined;
}

/** A new one with the test images. It is put into `engines` before they are made, so that it ends also when that fails. */
export async function startEngine(engines, options = {}) {
  const { createEngine, sweepEngines } = await lib('privateEngine');
  const { engineOf } = await lib('testEngine');
  const { makeTestImages } = await lib('testImages');
  const swept = await sweepEngines();
  if (swept > 0) say(`private engines left by runs that crashed, removed: ${swept}`);
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
