import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withOption } from '../../../../src/docker/run/edit';
import { emptySpec } from '../../../../src/docker/run/spec';
import { readArranged } from '../../../../src/webviews/run/arranged';
import {
  byForm,
  byLine,
  byPaste,
  firstDraft,
  hasErrors,
  rechecked,
  rewritten,
} from '../../../../src/webviews/run/draft';
import { Latest } from '../../../../src/webviews/run/latest';
import { firstOpen } from '../../../../src/webviews/run/sections';
import { hostileSpec } from '../../docker/run/hostileRun';

describe('the form and the line of a run', () => {
  it('write the line anew when the form is edited', () => {
    const draft = byForm(firstDraft, { ...emptySpec, image: 'nginx' });
    const next = byForm({ ...draft, layout: 'line' }, withOption(draft.spec, 'publish', ['80:80']));
    assert.equal(next.line, 'docker run -p 80:80 nginx');
    assert.deepEqual(next.problems, []);
  });

  it('leave the line as it is typed, and keep flags that Docker does not have', () => {
    const typed = 'docker  run   --nmae=web -p  80:80  nginx';
    const draft = byLine(firstDraft, typed);
    assert.equal(draft.line, typed);
    assert.deepEqual(draft.spec.unknown, [{ flag: '--nmae', value: 'web' }]);
    assert.ok(hasErrors(draft));
    const [problem] = draft.problems;
    assert.equal(typed.slice(problem?.start, problem?.end), '--nmae=web');
    const edited = byForm({ ...draft, layout: 'line' }, withOption(draft.spec, 'rm', true));
    assert.equal(edited.line, 'docker run --nmae=web -p 80:80 --rm nginx');
  });

  it('say the same after any edit of the form, in any shell', () => {
    const shell = fc.constantFrom('bash', 'powershell', 'cmd');
    const layout = fc.constantFrom('line', 'lines');
    fc.assert(
      fc.property(hostileSpec, shell, layout, (spec, ofShell, ofLayout) => {
        const draft = byForm({ ...firstDraft, shell: ofShell, layout: ofLayout }, spec);
        const back = byLine(draft, draft.line);
        assert.deepEqual(back.spec.options, spec.options);
        assert.deepEqual([back.spec.image, back.spec.command], [spec.image, spec.command]);
        assert.equal(back.line, draft.line);
      }),
    );
  });

  it('take a pasted line for the shell it is written for', () => {
    const lines = [
      'docker run `\n  -p 80:80 `\n  nginx',
      'docker run ^\n  -p 80:80 ^\n  nginx',
      'docker run \\\n  -p 80:80 \\\n  nginx',
    ];
    const shells = lines.map(line => byPaste({ ...firstDraft, shell: 'cmd' }, line));
    assert.deepEqual(
      shells.map(({ shell }) => shell),
      ['powershell', 'cmd', 'bash'],
    );
    for (const { spec } of shells) assert.deepEqual(spec.options.publish, ['80:80']);
    assert.equal(byPaste({ ...firstDraft, shell: 'cmd' }, 'docker run nginx').shell, 'cmd');
  });

  it('are written for another shell, and judged by another engine', () => {
    const draft = byLine(firstDraft, 'docker run --annotation a=b nginx');
    assert.equal(
      rewritten(draft, { shell: 'cmd' }).line,
      'docker run ^\n  --annotation a=b ^\n  nginx',
    );
    assert.equal(hasErrors(draft), false);
    assert.equal(hasErrors(rechecked(draft, '1.41')), true);
  });

  it('come back from what the editor kept, and from nothing that is something else', () => {
    const arranged = {
      id: 'a-1',
      spec: emptySpec,
      line: 'docker run',
      shell: 'cmd',
      layout: 'line',
      open: ['image', 'nowhere'],
      asText: true,
      secrets: ['PLACE'],
    };
    assert.deepEqual(readArranged(arranged), { ...arranged, open: ['image'] });
    assert.deepEqual(readArranged({ id: 'a', spec: emptySpec })?.open, firstOpen);
    for (const other of [undefined, null, 1, {}, { id: 'x' }, { id: 1, spec: emptySpec }]) {
      assert.equal(readArranged(other), undefined);
    }
  });
});

describe('what a page asks its host while the user types', () => {
  it('is asked once, and only the latest answer counts', async () => {
    const asked: string[] = [];
    const told: string[] = [];
    const answers = new Map<string, (answer: string) => void>();
    const latest = new Latest<string, string>(
      question => {
        asked.push(question);
        return new Promise(resolve => answers.set(question, resolve));
      },
      5,
      (question, answer) => told.push(`${question}:${answer}`),
    );
    const wait = () => new Promise(resolve => setTimeout(resolve, 25));
    for (const question of ['a', 'ab', 'abc']) latest.want(question);
    await wait();
    latest.want('abcd');
    await wait();
    assert.deepEqual(asked, ['abc', 'abcd']);
    answers.get('abcd')?.('yes');
    answers.get('abc')?.('no');
    await wait();
    assert.deepEqual(told, ['abcd:yes']);
    latest.want('e');
    latest.drop();
    await wait();
    assert.deepEqual(asked, ['abc', 'abcd']);
  });

  it('is asked at once the first time', async () => {
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve('');
    };
    const latest = new Latest<string, string>(ask, 60_000, () => {});
    latest.want('a');
    await new Promise(resolve => setTimeout(resolve, 25));
    latest.want('ab');
    await new Promise(resolve => setTimeout(resolve, 25));
    latest.drop();
    assert.deepEqual(asked, ['a']);
  });

  it('is undefined where the host refuses', async () => {
    const told: unknown[] = [];
    const latest = new Latest<string, string>(
      () => Promise.reject(new Error('away')),
      0,
      (_, answer) => told.push(answer),
    );
    latest.want('a');
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual(told, [undefined]);
  });
});
