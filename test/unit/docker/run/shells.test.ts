import assert from 'node:assert/strict';
import { parseRun } from '../../../../src/docker/run/parse';
import type { Shell } from '../../../../src/docker/run/shellWord';

const commandOf = (rest: string, shell?: Shell) =>
  parseRun(`docker run x ${rest}`, shell === undefined ? {} : { shell }).spec.command;
const markedOf = (line: string) =>
  parseRun(line).problems.map(({ code, start, end }) => [code, line.slice(start, end)]);

describe('words as bash splits them', () => {
  for (const [text, words] of [
    ['\'a b\' "c d" e\\ f', ['a b', 'c d', 'e f']],
    ['a\'b\'"c"d', ['abcd']],
    ['"\\$ \\` \\" \\\\ \\n"', ['$ ` " \\ \\n']],
    ["''", ['']],
    ["'a\\b'", ['a\\b']],
    ["$'a\\tb\\n\\x41\\u00e9\\'\\\\'", ["a\tb\nAé'\\"]],
    ["$'\\xc3\\xa9\\303\\251'", ['éé']],
    ['a#b #c d', ['a#b']],
    ['a\\\nb \\\n c', ['ab', 'c']],
    ['"a\\\nb"', ['ab']],
    ['{a,b}c', ['ac', 'bc']],
    ['a{1..3}', ['a1', 'a2', 'a3']],
    ['{01..3}', ['01', '02', '03']],
    ['{a,b{c,d}}', ['a', 'bc', 'bd']],
    [
      '{a} {} {a..} "{a,b}" \\{a,b} {1..999999999}',
      ['{a}', '{}', '{a..}', '{a,b}', '{a,b}', '{1..999999999}'],
    ],
    ['[a-z]* ?', ['[a-z]*', '?']],
    ['a=b ~ !', ['a=b', '~', '!']],
    ['$ a$', ['$', 'a$']],
  ] as const) {
    it(text.replaceAll('\n', '⏎'), () => assert.deepEqual(commandOf(text), words));
  }

  it('keeps what only a shell can fill in, and marks it', () => {
    const line = 'docker run -v $PWD:/a -v "$(pwd)/b":/b -e C=`id -u` -w \x24{D:-e f} ~/x $1';
    const { spec } = parseRun(line);
    assert.deepEqual(spec.options, {
      volume: ['$PWD:/a', '$(pwd)/b:/b'],
      env: ['C=`id -u`'],
      workdir: '\x24{D:-e f}',
    });
    assert.deepEqual(markedOf(line), [
      ['shell.variable', '$PWD'],
      ['shell.substitution', '$(pwd)'],
      ['shell.substitution', '`id -u`'],
      ['shell.variable', '\x24{D:-e f}'],
      ['shell.tilde', '~'],
      ['shell.variable', '$1'],
    ]);
  });

  it('passes over redirections, and ends at other operators', () => {
    const line = 'docker run x a > out 2>&1 b | grep c';
    assert.deepEqual(parseRun(line).spec.command, ['a', 'b']);
    assert.deepEqual(markedOf(line), [
      ['shell.operator', '> out'],
      ['shell.operator', '>&1'],
      ['shell.operator', '|'],
      ['line.more', 'grep c'],
    ]);
    assert.deepEqual(parseRun('docker run x && docker ps').spec.image, 'x');
    assert.deepEqual(markedOf('docker run x;'), [['shell.operator', ';']]);
  });

  it('ends with the line, and says what is left', () => {
    const line = '\n\n$ docker run x\nHello from Docker!\n';
    assert.equal(parseRun(line).spec.image, 'x');
    assert.deepEqual(markedOf(line), [['line.more', 'Hello from Docker!']]);
  });

  it('takes the prompt of further lines for a prompt', () => {
    const line = '$ docker run \\\n> -d \\\n> x';
    assert.deepEqual([parseRun(line).spec.image, parseRun(line).problems], ['x', []]);
  });

  it('says where quotes and escapes are not finished', () => {
    assert.deepEqual(markedOf("docker run x 'a b"), [['shell.quote', "'a b"]]);
    assert.deepEqual(markedOf('docker run x "a b'), [['shell.quote', '"a b']]);
    assert.deepEqual(markedOf('docker run x a\\'), [['shell.escape', '\\']]);
    assert.deepEqual(markedOf('docker run x a\0'), [['shell.nul', '\0']]);
  });
});

describe('words as PowerShell splits them', () => {
  for (const [text, words] of [
    ['\'it\'\'s $x\' "a `"b`" `$c" d` e', ["it's $x", 'a "b" $c', 'd e']],
    ['"a""b"', ['a"b']],
    ['\u2018a\u2019 \u201cb\u201d', ['a', 'b']],
    ['a\\b C:\\x', ['a\\b', 'C:\\x']],
    ['"`t`n``"', ['\t\n`']],
    ['a `\n b', ['a', 'b']],
    ['a #b', ['a']],
  ] as const) {
    it(text.replaceAll('\n', '⏎'), () => assert.deepEqual(commandOf(text, 'powershell'), words));
  }

  it('is told by its continuation, its call operator, its variables and its paths', () => {
    for (const line of [
      'docker run `\n  -v \x24{PWD}:/a `\n  x',
      'docker run `\r\n  -v \x24{PWD}:/a x',
      "& docker run -v 'it''s':/b x",
      'docker run -v $env:HOME/a:/b x',
      'docker run -v C:\\Users\\me:/b x',
      'PS C:\\Users\\me> docker run x',
    ]) {
      assert.equal(parseRun(line).shell, 'powershell', line);
      assert.equal(parseRun(line).spec.image, 'x', line);
    }
    assert.deepEqual(markedOf('docker run -v $env:HOME/a:/b x'), [['shell.variable', '$env:HOME']]);
    const { spec } = parseRun('docker run -v C:\\Users\\me:/b x');
    assert.deepEqual(spec.options.volume, ['C:\\Users\\me:/b']);
  });
});

describe('words as cmd and programs on Windows split them', () => {
  for (const [text, words] of [
    ['"a b" c', ['a b', 'c']],
    ["'a b'", ["'a", "b'"]],
    ['"a ""b"" c"', ['a "b" c']],
    ['"a \\"b\\" \\\\" c\\d', ['a "b" \\', 'c\\d']],
    ['^"a ^& b^" ^^', ['a & b', '^']],
    ['"a ^ b"', ['a ^ b']],
    ['a ^\n b', ['a', 'b']],
    ['^"a^\n\nb^"', ['a\nb']],
  ] as const) {
    it(text.replaceAll('\n', '⏎'), () => assert.deepEqual(commandOf(text, 'cmd'), words));
  }

  it('is told by its continuation, its escaped quotes and its prompt', () => {
    for (const line of [
      'docker run ^\n  -d ^\n  x',
      'docker run ^\r\n  -d x',
      'docker run -e ^"A=50^%^" x',
      'C:\\Users\\me>docker run x',
    ]) {
      assert.equal(parseRun(line).shell, 'cmd', line);
      assert.equal(parseRun(line).spec.image, 'x', line);
    }
    const line = 'C:\\>docker run -v %cd%:/a x & dir';
    assert.deepEqual(markedOf(line), [
      ['shell.variable', '%cd%'],
      ['shell.operator', '&'],
      ['line.more', 'dir'],
    ]);
  });
});
