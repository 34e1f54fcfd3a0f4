import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../src/docker/plainText';
import { formatRun } from '../../../src/docker/run/format';
import { optionNames } from '../../../src/docker/run/options';
import { parseRun } from '../../../src/docker/run/parse';
import type { SpecProblem } from '../../../src/docker/run/problem';
import { problemSentence } from '../../../src/docker/run/problemSentence';
import { runTexts } from '../../../src/panels/runTexts';
import { runProblemTemplates, runProblemText } from '../../../src/ui/runProblems';
import { fill } from '../../../src/webviews/lib/fill';
import { runValues } from '../../lib/runValues';
import { hostileSpec } from '../docker/run/hostileRun';

describe('the words of the run form', () => {
  const { label, help, problem, page } = runTexts();

  it('tell of each option what it is called and what it does', () => {
    assert.deepEqual(Object.keys(label).sort(), [...optionNames].sort());
    assert.deepEqual(Object.keys(help).sort(), [...optionNames].sort());
    for (const name of optionNames) {
      assert.match(label[name], /^[A-Z][^.]{1,30}$/, name);
      assert.match(help[name], /^[^\n{}]{20,160}[.…]$/, name);
    }
    assert.equal(new Set(Object.values(label)).size, optionNames.length, 'two have one label');
    assert.equal(new Set(Object.values(help)).size, optionNames.length, 'two have one help');
    for (const [key, text] of Object.entries(page)) assert.notEqual(text, '', key);
  });

  it('leave the gaps of problems to the page', () => {
    assert.deepEqual(problem, runProblemTemplates());
    assert.equal(problem['name.short'], 'The name has at least {0} characters: lengthen it.');
    assert.equal(
      problem['image.missing'],
      'The image is missing: add its name, such as nginx:1.27.',
    );
    for (const text of Object.values(problem)) assert.match(text, /[.?]$/);
  });
});

/** What the page makes of it. */
function filled(problem: SpecProblem): string {
  const { key, args } = problemSentence(problem);
  return fill(runTexts().problem[key] ?? '', ...args.map(arg => plain(arg, 200)));
}

describe('the sentence of a problem of a run', () => {
  it('has something for each of its gaps, and is the same in the page', () => {
    const seen = new Set<string>();
    const check = (problems: readonly SpecProblem[]): void => {
      for (const problem of problems) {
        const { key, args } = problemSentence(problem);
        const gaps = (runTexts().problem[key] ?? assert.fail(key)).match(/\{\d\}/g) ?? [];
        for (const gap of gaps) assert.ok(Number(gap[1]) < args.length, `${key} has no ${gap}`);
        assert.equal(filled(problem), runProblemText(problem));
        seen.add(key);
      }
    };
    for (const [name, { refused = [], sent = [] }] of Object.entries(runValues)) {
      for (const text of [...refused, ...sent])
        check(parseRun(`docker run '--${name}=${text}' x`).problems);
    }
    fc.assert(fc.property(hostileSpec, spec => check(parseRun(formatRun(spec, 'bash')).problems)));
    assert.ok(seen.size > 30, String(seen.size));
  });

  it('names all that could stand there, and the flag that is most alike', () => {
    const sentences = (line: string): readonly string[] =>
      parseRun(line, { shell: 'bash' }).problems.map(runProblemText);
    assert.deepEqual(sentences('docker run --pull=ever --publsh=x a'), [
      '"ever" is not one of the choices: use always, missing, never.',
      'Docker has no option --publsh: did you mean --publish?',
    ]);
    assert.deepEqual(sentences('docker run --frobnicate=x a'), [
      'Docker has no option --frobnicate: check how it is written.',
    ]);
    assert.deepEqual(sentences('docker -H a --debug run b'), [
      '"-H a --debug" chooses an engine, or how to talk to it: it is kept in the line, and Slipway goes on with its own.',
    ]);
  });

  it('shows what cannot be seen', () => {
    const text = runProblemText({ severity: 'error', code: 'value.int', args: ['1\u202e2'] });
    assert.equal(text, '"1\\u202e2" is no whole number: write one such as 10.');
  });
});
