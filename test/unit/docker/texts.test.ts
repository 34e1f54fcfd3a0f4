import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { commandLine } from '../../../src/docker/commandLine';
import { markdownText } from '../../../src/docker/markdownText';
import { invisible, plain } from '../../../src/docker/plainText';
import { splitCommand, validateCommand } from '../../../src/docker/splitCommand';

/** Any text a process can be given, the awkward ones often. */
const anyArg = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...' \n\t\r\'"\\$`~=#!*-;&|\u001b\u007f\u202e\u00ad'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  })
  .map(text => Buffer.from(text.replaceAll('\0', '')).toString());

function given(shell: string, line: string): string[] {
  const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
  const output = execFileSync(shell, ['-c', `printf '%s\\0' ${line}`], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return output.split('\0').slice(0, -1);
}

describe('a command line for the log', () => {
  it('leaves alone what needs no quotes', () => {
    const args = [
      'docker',
      'run',
      '-p',
      '127.0.0.1:80:80',
      '-e',
      'A=b',
      '-v',
      '/a:/b:ro',
      'nginx:1',
    ];
    assert.equal(commandLine(args), args.join(' '));
    assert.equal(commandLine(['A=b']), "'A=b'");
    assert.equal(
      commandLine(['x', '', "it's", 'a b', '~', '中文']),
      "x '' 'it'\\''s' 'a b' '~' '中文'",
    );
  });

  it('shows what cannot be seen', () => {
    assert.equal(
      commandLine(['x', 'a\nb', '\u202e', "\u001b'\\"]),
      "x $'a\\nb' $'\\xe2\\x80\\xae' $'\\x1b\\'\\\\'",
    );
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' })),
        args => !invisible.test(commandLine(args)),
      ),
    );
  });

  it('is read back as the same words by bash', () => {
    const lists = fc.array(anyArg, { minLength: 60, maxLength: 80 });
    fc.assert(
      fc.property(lists, args => {
        assert.deepEqual(given('bash', commandLine(['x', ...args])), ['x', ...args]);
      }),
      { numRuns: 8 },
    );
  });

  it('is read back by sh too, where all of it can be seen', () => {
    const lists = fc.array(
      anyArg.filter(arg => !invisible.test(arg)),
      { minLength: 60, maxLength: 80 },
    );
    fc.assert(
      fc.property(lists, args => {
        assert.deepEqual(given('sh', commandLine(['x', ...args])), ['x', ...args]);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a command that is typed', () => {
  it('is split as a shell splits', () => {
    const cases = [
      ['', []],
      ['  sleep   60 ', ['sleep', '60']],
      [`sh -c 'echo "$HOME" && ls'`, ['sh', '-c', 'echo "$HOME" && ls']],
      [`a"b c"'d e'f`, ['ab cd ef']],
      [`"" ''`, ['', '']],
      [`"a\\"b\\n\\$" a\\ b`, ['a"b\\n$', 'a b']],
      ['a\\\nb "c\\\nd"', ['ab', 'cd']],
      ['echo $HOME * ~ #x', ['echo', '$HOME', '*', '~', '#x']],
    ] as const;
    for (const [text, words] of cases) {
      assert.deepEqual(splitCommand(text), words, text);
      assert.equal(validateCommand(text), undefined);
    }
  });

  it('is refused where it is no list of words', () => {
    const cases = [
      ['echo "a', 'command.quote', '"'],
      ["echo 'a\\'b'", 'command.quote', "'"],
      ['echo "a\\"', 'command.quote', '"'],
      ['echo a\\', 'command.escape'],
      ['a && b', 'command.operator', '&&'],
      ['a|b', 'command.operator', '|'],
      ['a > f', 'command.operator', '>'],
      ['a\0b', 'command.nul'],
    ] as const;
    for (const [text, code, ...args] of cases) {
      assert.equal(splitCommand(text), undefined);
      assert.deepEqual(validateCommand(text), args.length > 0 ? { code, args } : { code });
    }
  });

  it('is what sh makes of the same words', () => {
    const quoted = fc.stringMatching(
      /^(?:[a-z ]|'[a-z"\\ ]{0,3}'|"(?:[a-z' ]|\\[\\"a])*"|\\[a-z "'\\])*$/,
    );
    fc.assert(
      fc.property(fc.array(quoted, { minLength: 60, maxLength: 80 }), texts => {
        const text = texts.join(' ');
        assert.deepEqual(splitCommand(`x ${text}`), given('sh', `x ${text}`));
      }),
      { numRuns: 8 },
    );
  });

  it('of visible words survives being shown', () => {
    const words = fc.array(anyArg.filter(arg => !invisible.test(arg)));
    fc.assert(
      fc.property(words, args =>
        assert.deepEqual(splitCommand(commandLine(['x', ...args])), ['x', ...args]),
      ),
    );
  });
});

describe('texts from outside', () => {
  it('show what cannot be seen', () => {
    assert.equal(plain('web'), 'web');
    assert.equal(plain('容器 ❤️ é שלום'), '容器 ❤️ é שלום');
    assert.equal(plain('a\u202eb\u2066\u200b\u2028'), 'a\\u202eb\\u2066\\u200b\\u2028');
    assert.equal(plain('a\nb\t\u001b[31m\u0085'), 'a\\nb\\t\\u001b[31m\\u0085');
    assert.equal(plain('\u{e0041}\ud800'), '\\u{e0041}\\ud800');
    const anything = fc.string({ unit: 'binary' });
    fc.assert(fc.property(anything, text => !invisible.test(plain(text))));
  });

  it('end in an ellipsis where they are too long', () => {
    assert.equal(plain('abcdef', 6), 'abcdef');
    assert.equal(plain('abcdefg', 6), 'abcde…');
    assert.equal(plain('😀😀😀', 3), '😀😀😀');
    assert.equal(plain('😀😀😀😀', 3), '😀😀…');
    assert.equal(plain('\u202e\u202e', 8), '\\u202e\\…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
        assert.ok([...plain(text, most + 1)].length <= most + 1);
      }),
    );
  });

  it('are nothing but text in Markdown', () => {
    assert.equal(markdownText('$(bug)'), '&#36;&#40;bug&#41;');
    assert.equal(markdownText('<b>'), '&#60;b&#62;');
    assert.equal(markdownText('    code'), '&#32;&#32;&#32;&#32;code');
    const anything = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(anything, text => {
        const rest = markdownText(text).replace(/&#\d+;/g, '');
        assert.doesNotMatch(rest, /[!-/:-@[-`{-~]|^ | $| {2}|\n/);
      }),
    );
  });
});
