// What a suite wrote of its tests (test/lib/suite.ts).
import fs from 'node:fs';

/** All of a suite that ended by itself; of one that was ended, what it had so far. */
export function readResults(file) {
  const partial = `${file}.partial`;
  const whole = fs.existsSync(file);
  const lines = !whole && fs.existsSync(partial) ? fs.readFileSync(partial, 'utf8') : '';
  const tests = whole
    ? JSON.parse(fs.readFileSync(file, 'utf8'))
    : lines
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line));
  fs.rmSync(partial, { force: true });
  fs.rmSync(file, { force: true });
  return tests;
}

/** Of the processes of a suite. All tests are written into `file`; `error` is what went wrong beside tests that failed. */
export function summed(outcomes, file) {
  const tests = outcomes.flatMap(outcome => outcome.tests);
  fs.writeFileSync(file, JSON.stringify(tests, null, 2));
  const passed = count(tests, 'passed');
  const failed = count(tests, 'failed');
  const wrong = outcomes.find(
    ({ tests, error }) => error && (error.early || count(tests, 'failed') === 0),
  );
  const none = passed + failed === 0 ? new Error('no test ran') : undefined;
  return { passed, failed, error: wrong?.error ?? none };
}

function count(tests, state) {
  return tests.filter(test => test.state === state).length;
}
