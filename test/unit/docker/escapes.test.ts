// biome-ignore-all lint/suspicious/noControlCharactersInRegex: they are what it is about
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EscapeFilter, type EscapePolicy, withoutEscapes } from '../../../src/docker/escapes';

function through(policy: EscapePolicy, ...chunks: readonly string[]): string {
  const filter = new EscapeFilter(policy);
  return chunks.map(chunk => filter.push(chunk)).join('');
}

/** Pieces of sequences, so that random texts are full of whole and broken ones. */
const pieces = [
  ...['\u001b', '[', ']', '52;c;aGk=', '633;E;rm', '0;title', '\u0007', '\u001b\\', '\u009c'],
  ...['\u009b', '\u009d', '\u0090', '31m', '2J', '10;5H', '?1049h', 'P', '_', '^', 'X', '(0'],
  ...['text', '你好', '\n', '\r\n', '\u0018', ';', '1', '9', '4;1;50', 'K', '\b', '\u007f'],
];
const someText = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map(all => all.join(''));
const someCuts = fc.array(fc.nat(120), { maxLength: 10 });

function split(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

describe('escape sequences in logs', () => {
  const kept = [
    'plain 你好 🐳\r\n\ttab',
    '\u001b[31mred\u001b[0m \u001b[38;5;200mpink\u001b[38:2::1:2:3m',
    '50%\r\u001b[K60%\u001b[3D\u001b[2C\u001b[1G',
    'a\b',
  ];
  const dropped: readonly [string, string][] = [
    ['a\u001b]52;c;aGFja2Vk\u0007b', 'ab'],
    ['a\u001b]52;c;aGFja2Vk\u001b\\b', 'ab'],
    ['a\u009d52;c;aGFja2Vk\u009cb', 'ab'],
    ['a\u001b]0;title\u0007b', 'ab'],
    ['\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['a\u001b]633;E;rm -rf /\u0007b', 'ab'],
    ['a\u001b[2J\u001b[H\u001b[5Ab', 'ab'],
    ['a\u009b2Jb', 'ab'],
    ['a\u001b[?1049h\u001b[?1000hb', 'ab'],
    ['a\u001b[6n\u001b[c\u001b[>cb', 'ab'],
    ['a\u001bP$q"p\u001b\\b', 'ab'],
    ['a\u001b_apc\u001b\\\u001b^pm\u001b\\\u001bXsos\u001b\\b', 'ab'],
    ['a\u001b(0b\u000e\u000f', 'ab'],
    ['a\u001bcb\u0007\u0000\u007f', 'ab'],
    ['a\u001b[3\nb', 'a\nb'],
    ['\u001b[!p\u001b[1 qx', 'x'],
  ];

  it('stay where they colour and move within a line', () => {
    for (const text of kept) assert.equal(through('lines', text), text);
  });

  it('go where they do more', () => {
    for (const [text, expected] of dropped) {
      assert.equal(through('lines', text), expected, JSON.stringify(text));
      // Also one character at a time.
      assert.equal(through('lines', ...text), expected, JSON.stringify(text));
    }
  });

  it('leave nothing but what may stay, whatever comes and however it is cut', () => {
    fc.assert(
      fc.property(someText, someCuts, (text, cuts) => {
        const result = through('lines', ...split(text, cuts));
        const rest = result.replace(/\u001b\[[\d;:]*[mKCDG]/g, '');
        assert.doesNotMatch(rest, /[\0-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
      }),
    );
  });

  it('are the same, however they are cut', () => {
    for (const policy of ['lines', 'terminal'] as const) {
      fc.assert(
        fc.property(someText, someCuts, (text, cuts) => {
          assert.equal(through(policy, ...split(text, cuts)), through(policy, text));
        }),
      );
    }
  });

  it('that are left open end with their line', () => {
    const filter = new EscapeFilter('lines');
    filter.push('a\u001b]0;open');
    filter.reset();
    assert.equal(filter.push('next'), 'next');
  });

  it('of a megabyte that never ends are neither kept nor slow', () => {
    const filter = new EscapeFilter('lines');
    const start = performance.now();
    let result = filter.push('\u001b]');
    for (let i = 0; i < 1000; i++) result += filter.push('x'.repeat(1000));
    result += filter.push(`\u001b[${'1;'.repeat(500_000)}`);
    assert.equal(result.replace(/[1;[]/g, ''), '');
    assert.ok(performance.now() - start < 1000);
  });

  it('all go in a document', () => {
    assert.equal(withoutEscapes('\u001b[1;31mred\u001b[0m\u001b[K\u0007 你好\b'), 'red 你好');
  });
});

describe('escape sequences of a shell', () => {
  it('stay, with all that a terminal can', () => {
    for (const text of [
      '\u001b[2J\u001b[H\u001b[?1049h\u001b[?2004h\u001b[6n\u001b(0lqk\u001b(B\u001bM\u001b7\u001b8',
      '\u001b]0;title\u0007\u001b]2;title\u001b\\\u001b]11;?\u001b\\\u001b]9;4;1;50\u0007',
      '\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\',
      '\u001bP$q"p\u001b\\\u0007\u0000\u000e\u000f\u009b31mred',
    ]) {
      const seven = text.replace('\u009b', '\u001b[');
      assert.equal(through('terminal', text), seven);
    }
  });

  it('go where they reach beyond the terminal', () => {
    for (const number of [
      '52;c;x',
      '7;file:///',
      '133;A',
      '633;E;rm',
      '1337;File=:x',
      '9;hi',
      '99;;x',
      '777;notify;x',
    ]) {
      for (const [begin, end] of [
        ['\u001b]', '\u0007'],
        ['\u001b]', '\u001b\\'],
        ['\u009d', '\u009c'],
      ]) {
        const text = `a${begin}${number}${end}b`;
        assert.equal(through('terminal', text), 'ab', JSON.stringify(text));
        assert.equal(through('terminal', ...text), 'ab', JSON.stringify(text));
      }
    }
  });

  it('never let these through, whatever comes around them', () => {
    fc.assert(
      fc.property(someText, someText, someCuts, (before, after, cuts) => {
        const result = through('terminal', ...split(`${before}${after}`, cuts));
        assert.doesNotMatch(result, /(?:\u001b\]|\u009d)(?:52|633);/);
      }),
    );
  });
});
