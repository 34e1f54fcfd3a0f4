import fs from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import v8 from 'node:v8';
import type Mocha from 'mocha';
import { repo } from './repo';

export type SuiteName = 'unit' | 'engine' | 'podman' | 'editor' | 'page' | 'bench';

export interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly ms: number;
  readonly error?: string;
}

/** How long one test may take, in milliseconds, unless it says otherwise. */
const timeouts: Record<SuiteName, number> = {
  unit: 20_000,
  engine: 60_000,
  podman: 60_000,
  editor: 60_000,
  page: 120_000,
  bench: 600_000,
};

/**
 * Runs the compiled tests of one folder under test/, in plain Node or in VS Code's extension host.
 * TEST_RESULTS: a file for the results, as JSON; TEST_OUTPUT: a file for what mocha prints; TEST_GREP: only these;
 * TEST_FILE: parts of file names, with commas between, only files with one of them; TEST_FILES: these, named in full;
 * TEST_STRICT: no test may be left out by `.only` or `.skip`.
 */
export async function runSuite(suite: SuiteName): Promise<readonly TestResult[]> {
  const { default: Runner } = await import('mocha');
  const { TEST_GREP, TEST_OUTPUT, TEST_RESULTS, TEST_STRICT, NODE_V8_COVERAGE } = process.env;
  if (TEST_OUTPUT) {
    // the console of an extension host is mixed with VS Code's own log
    Runner.reporters.Base.consoleLog = (...args: unknown[]) =>
      fs.appendFileSync(TEST_OUTPUT, `${util.format(...args)}\n`);
  }
  const mocha = new Runner({
    ui: 'bdd',
    reporter: 'spec',
    timeout: timeouts[suite],
    slow: timeouts[suite],
    color: TEST_OUTPUT === undefined && process.stdout.isTTY,
    forbidOnly: TEST_STRICT !== undefined,
    forbidPending: TEST_STRICT !== undefined,
    ...(TEST_GREP ? { grep: TEST_GREP } : {}),
  });
  for (const file of compiledTests(suite)) mocha.addFile(file);
  const results = await run(mocha);
  if (TEST_RESULTS) fs.writeFileSync(TEST_RESULTS, JSON.stringify(results, null, 2));
  if (NODE_V8_COVERAGE) v8.takeCoverage();
  return results;
}

/** Rejects unless tests ran and all passed. */
export async function runSuiteOrThrow(suite: SuiteName): Promise<void> {
  const results = await runSuite(suite);
  const failed = results.filter(result => result.state === 'failed').length;
  if (failed > 0) throw new Error(`${failed} failed`);
  if (!results.some(result => result.state === 'passed')) throw new Error('no test ran');
}

/** By the sources, so that what a deleted test left in the output does not run. */
function compiledTests(suite: SuiteName): string[] {
  const sources = fs.readdirSync(path.join(repo, 'test', suite), { recursive: true }).map(String);
  const here = path.resolve(__dirname, '..', suite);
  const { TEST_FILE, TEST_FILES } = process.env;
  const named = TEST_FILES?.split(',');
  const parts = TEST_FILE?.split(',');
  const isWanted = (name: string): boolean =>
    named?.includes(name) ?? parts?.some(part => name.includes(part)) ?? true;
  return sources
    .filter(name => name.endsWith('.test.ts') && isWanted(name))
    .sort()
    .map(name => path.join(here, name.replace(/\.ts$/, '.js')));
}

function run(mocha: Mocha): Promise<readonly TestResult[]> {
  const results: TestResult[] = [];
  return new Promise(done => {
    const runner = mocha.run(() => done(results));
    const note = (test: Mocha.Runnable, state: TestResult['state'], error?: Error): void => {
      const title = test.fullTitle();
      const ms = test.duration ?? 0;
      const result = {
        title,
        state,
        ms,
        ...(error ? { error: error.stack ?? error.message } : {}),
      };
      results.push(result);
      // line by line, for a suite that is ended by its time; the whole file is only there when it ended by itself
      const { TEST_RESULTS } = process.env;
      if (TEST_RESULTS) fs.appendFileSync(`${TEST_RESULTS}.partial`, `${JSON.stringify(result)}\n`);
    };
    runner.on('pass', test => note(test, 'passed'));
    runner.on('pending', test => note(test, 'skipped'));
    runner.on('fail', (test, error: Error) => note(test, 'failed', error));
  });
}

async function main(): Promise<void> {
  try {
    await runSuiteOrThrow(process.argv[2] as SuiteName);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exit(1);
  }
}

if (require.main === module) void main();
