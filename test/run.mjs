// `npm test`: everything, on a bare machine. `node test/run.mjs unit engine` runs some steps.
//   --file NAME   only the test files whose name holds this          --grep TEXT   only the tests whose title matches
//   --docker SUITE   on the Docker of another Debian suite: trixie has 26.1, sid 28.5
// Ends with a line `N passed, N failed` and a non-zero code when anything failed or a suite ran no test.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  buildExtension,
  buildForEditor,
  buildTests,
  out,
  packageExtension,
  repo,
} from './lib/build.mjs';
import { endRunning, runNode } from './lib/childProcess.mjs';
import { coverageReport, printCoverage } from './lib/coverage.mjs';
import { filesOf, inLanes, laneCount } from './lib/lanes.mjs';
import { lending } from './lib/lentEngine.mjs';
import { ensureNodeModules, prepare, say } from './lib/machine.mjs';
import { newerDocker, otherDocker, varying } from './lib/otherDocker.mjs';
import { readResults, summed } from './lib/results.mjs';
import { ensureVsCodeServer, foundVsCodeServer } from './lib/vscodeServer.mjs';

const all = { check, unit, package: makePackage, engine, newer, podman, editor, page, coverage };
const steps = { ...all, build: async () => buildExtension(), bench };
const minutes = { unit: 3, engine: 15, newer: 8, podman: 3, editor: 12, page: 12, bench: 30 };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { file: { type: 'string' }, grep: { type: 'string' }, docker: { type: 'string' } },
});
const asked = positionals.length > 0;
const chosen = asked ? positionals : Object.keys(all);
const unknown = chosen.filter(name => !(name in steps));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}

const deadline = Date.now() + 29 * 60_000;
const totals = { passed: 0, failed: 0 };
const notRun = [];
const shim = path.join(repo, 'test/lib/code-shim.mjs');
const reports = path.join(out, 'results');
const inNode = path.join(out, 'test/lib/suite.js');
const rawCoverage = path.join(out, 'coverage/raw');
const measures = chosen.includes('coverage');
const engines = []; // the private ones
const lent = lending(engines, { given: true }); // for all suites but `newer`
let purging;
let built = false;
let processes = 0; // of suites, so far

for (const name of ['SIGINT', 'SIGTERM']) {
  process.once(name, async () => {
    endRunning('SIGTERM');
    await purgeOnce();
    process.exit(130);
  });
}

try {
  await main();
} finally {
  await purgeOnce();
}
for (const line of notRun) console.log(line);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);

async function main() {
  ensureNodeModules();
  if (values.docker) process.env.SLIPWAY_TEST_DOCKER = await otherDocker(values.docker).catch(stop);
  if (measures) fs.rmSync(rawCoverage, { recursive: true, force: true });
  fs.mkdirSync(reports, { recursive: true });
  for (const name of chosen) {
    say(name);
    try {
      await steps[name]();
    } catch (error) {
      totals.failed++;
      say(`${name} FAILED: ${error.message}`);
    }
  }
  say('done');
}

function stop(error) {
  console.error(error.message);
  process.exit(1);
}

/** Both a signal and the end of the run may ask for it. */
function purgeOnce() {
  purging ??= Promise.all(engines.map(engine => engine.purge()));
  return purging;
}

// --- steps ---

/** All three, so that one run shows all that is to mend. */
async function check() {
  const tsc = module('typescript/bin/tsc');
  const pages = fs.readdirSync(path.join(repo, 'src/webviews'), { recursive: true }).map(String);
  const hasPages = pages.some(name => name.endsWith('.ts'));
  const outcomes = [
    await succeeds([tsc, '--noEmit', '-p', '.']),
    !hasPages || (await succeeds([tsc, '--noEmit', '-p', 'src/webviews'])),
    await succeeds([module('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings']),
  ];
  if (outcomes.includes(false)) throw new Error('see above');
}

async function makePackage() {
  fs.rmSync(path.join(out, 'slipway.vsix'), { force: true }); // a failure must not leave an old one
  buildExtension();
  const file = packageExtension();
  say(`${path.relative(repo, file)}, ${(fs.statSync(file).size / 1024).toFixed(0)} kB`);
}

async function unit() {
  await buildOnce();
  await laned({ name: 'unit', files: filesOf('unit', values.file), size: 10 }, () => ({}));
}

async function engine() {
  if (!canRun('engine', ['engine'])) return;
  await buildOnce();
  await laned({ name: 'engine', files: filesOf('engine', values.file) }, lent.variables);
}

/** The engine suite once more where an API may differ, on Debian 13's Docker. */
async function newer() {
  if (!canRun('newer', ['engine'])) return;
  const { bin, spare, reason } = await newerDocker(values.docker);
  if (spare) return leftOut('newer', spare);
  if (reason) return cannot('newer', reason);
  await buildOnce();
  const lent = lending(engines, { bin });
  const files = filesOf('engine', values.file ?? varying);
  await laned({ name: 'newer', folder: 'engine', files }, async lane => ({
    ...(await lent.variables(lane)),
    SLIPWAY_TEST_DOCKER: bin,
    NODE_V8_COVERAGE: undefined,
  }));
  await lent.purge();
}

async function podman() {
  if (!canRun('podman', ['engine', 'podman'])) return;
  await buildOnce();
  await suite('podman', [inNode, 'podman'], { NODE_V8_COVERAGE: undefined });
}

async function editor() {
  // SLIPWAY_DESKTOP: in a desktop VS Code that test-electron fetches; VSCODE_EXECUTABLE: in the one it names
  const { SLIPWAY_DESKTOP, VSCODE_EXECUTABLE } = process.env;
  const desktop = Boolean(SLIPWAY_DESKTOP || VSCODE_EXECUTABLE);
  if (!canRun('editor', desktop ? ['engine'] : ['engine', 'browser', 'server'])) return;
  if (!desktop) await ensureServer();
  await buildOnce();
  const variables = await lent.variables();
  await suite('editor', [path.join(out, 'test/editor/runTest.js')], {
    ...variables,
    DOCKER_HOST: variables.SLIPWAY_TEST_HOST,
    DOCKER_CONFIG: '/nonexistent',
    DOCKER_CONTEXT: '',
    TEST_EXTENSION: await buildForEditor(),
    TEST_KEEP: path.join(out, 'logs/editor'),
    TEST_TIMEOUT_MS: String(minutes.editor * 60_000 - 20_000),
    VSCODE_EXECUTABLE: VSCODE_EXECUTABLE ?? (desktop ? '' : shim),
  });
}

async function page() {
  if (!canRun('page', ['engine', 'browser', 'server'])) return;
  await ensureServer();
  if (!fs.existsSync(path.join(out, 'slipway.vsix')) || !chosen.includes('package'))
    await makePackage();
  if (!asked) fs.rmSync(path.join(out, 'screenshots'), { recursive: true, force: true });
  await buildOnce();
  const variables = { ...(await lent.variables()), NODE_V8_COVERAGE: undefined };
  await suite('page', [inNode, 'page'], variables);
}

async function bench() {
  if (!canRun('bench', ['engine', 'browser', 'server'])) return;
  await ensureServer();
  await makePackage();
  packageExtension({ from: path.join(repo, 'test/bench/plain'), to: path.join(out, 'plain.vsix') });
  await buildOnce();
  await node([path.join(out, 'test/bench/main.js')], { timeoutMinutes: minutes.bench });
}

/** Of the code that runs in the extension host, over the unit, engine and editor suites. */
async function coverage() {
  if (!fs.existsSync(rawCoverage)) return;
  await node(coverageReport(rawCoverage));
  printCoverage();
}

// --- what they are made of ---

async function suite(name, args, env) {
  account(name, [await part(name, args, env)]);
}

/** A suite in a few processes at once, `size` files to each, with the variables of its lane. */
async function laned({ name, folder = name, files, size = 1 }, variablesOf) {
  const until = Date.now() + minutes[name] * 60_000;
  const most = values.grep ? files.length : size; // in many files no title may match
  const held = laneCount > 1 && files.length > most;
  const outcomes = await inLanes(files, most, async (some, lane) => {
    const env = { ...(await variablesOf(lane)), TEST_FILES: some.join(',') };
    const timeoutMinutes = (until - Date.now()) / 60_000;
    return part(name, [inNode, folder], env, { timeoutMinutes, held });
  });
  account(name, outcomes);
}

/** What one process of a suite came to: its tests, and the error that ended it. */
async function part(name, args, env, { timeoutMinutes = minutes[name], held = false } = {}) {
  // its own file: another run may be under way in the same folder
  const results = path.join(reports, `${name}-${process.pid}-${processes++}.json`);
  const variables = {
    TEST_RESULTS: results,
    ...(measures ? { NODE_V8_COVERAGE: rawCoverage } : {}),
    ...(values.grep ? { TEST_GREP: values.grep } : {}),
    ...(values.file ? { TEST_FILE: values.file } : {}),
    ...(process.env.CI || !asked ? { TEST_STRICT: '1' } : {}),
    ...env,
  };
  const error = await node(args, { env: variables, timeoutMinutes, held }).then(
    () => undefined,
    reason => reason,
  );
  return { tests: readResults(results), error };
}

function account(name, outcomes) {
  const { passed, failed, error } = summed(outcomes, path.join(reports, `${name}.json`));
  totals.passed += passed;
  totals.failed += failed;
  say(`${name}: ${passed} passed, ${failed} failed`);
  if (error) throw error;
}

async function buildOnce() {
  if (built) return;
  await buildTests({ lenient: asked && !process.env.CI });
  built = true;
}

/** False where the suite cannot run here: on a desk that is said, in CI or when it was asked for it is a failure. */
function canRun(name, kinds) {
  const reason = prepare(kinds);
  if (reason !== undefined) cannot(name, reason);
  return reason === undefined;
}

function cannot(name, reason) {
  if (process.env.CI || asked) throw new Error(reason);
  leftOut(name, reason);
}

function leftOut(name, reason) {
  notRun.push(`NOT RUN: ${name}. ${reason}`);
  say(`${name} NOT RUN: ${reason}`);
}

async function ensureServer() {
  if (!foundVsCodeServer()) say('VS Code server: installing into the cache, about two minutes');
  await ensureVsCodeServer();
}

function module(file) {
  return path.join(repo, 'node_modules', file);
}

function node(args, { env, timeoutMinutes = 10, held = false } = {}) {
  const most = timeoutMinutes * 60_000;
  const limit = asked ? most : Math.min(most, deadline - Date.now());
  return runNode(args, env, { limit, held });
}

function succeeds(args) {
  return node(args).then(
    () => true,
    () => false,
  );
}
