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
  fs.writeFileSync(file.replace(/-\d+\.json$/, '.json'), JSON.stringify(tests, null, 2));
  return tests;
}
