// The coverage of the host code, from what V8 wrote while the suites ran.
import fs from 'node:fs';
import path from 'node:path';
import { out, repo } from './build.mjs';

const where = path.join(out, 'coverage');

/** The arguments for Node that make the report. */
export function coverageReport(raw) {
  const c8 = path.join(repo, 'node_modules/c8/bin/c8.js');
  const files = ['--src', 'src', '--all', '--include', 'src/**/*.ts', '--exclude-after-remap'];
  const without = ['src/webviews/**', '**/*.d.ts', 'src/engine/absent.ts'];
  const reporters = ['html', 'lcovonly', 'json-summary'];
  return [
    ...[c8, 'report', '--temp-directory', raw, '--reports-dir', where, ...files],
    ...without.flatMap(pattern => ['--exclude', pattern]),
    ...reporters.flatMap(name => ['--reporter', name]),
  ];
}

/** One line for each folder of src. */
export function printCoverage() {
  const file = path.join(where, 'coverage-summary.json');
  const { total, ...files } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const folders = new Map();
  for (const [name, { lines }] of Object.entries(files)) {
    const folder = path.relative(repo, path.dirname(name));
    const sum = folders.get(folder) ?? { covered: 0, total: 0 };
    folders.set(folder, { covered: sum.covered + lines.covered, total: sum.total + lines.total });
  }
  const rows = [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, sum] of [...rows, ['all host code', total.lines]]) {
    const percent = sum.total === 0 ? 100 : (100 * sum.covered) / sum.total;
    console.log(`  ${name.padEnd(16)} ${percent.toFixed(1).padStart(5)} % of ${sum.total} lines`);
  }
  console.log(`  each file: ${path.relative(repo, where)}/index.html`);
}
