import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { formatRun, type Layout } from '../../../../src/docker/run/format';
import { parseRun } from '../../../../src/docker/run/parse';
import { quoteFor } from '../../../../src/docker/run/quote';
import type { Shell } from '../../../../src/docker/run/shellWord';
import { hostileSpec, hostileWord } from './hostileRun';

const shells: readonly Shell[] = ['bash', 'powershell', 'cmd'];
const layouts: readonly Layout[] = ['line', 'lines'];

describe('a spec that is written and read again', () => {
  for (const shell of shells) {
    for (const layout of layouts) {
      it(`is the same, for ${shell}, in ${layout === 'line' ? 'one line' : 'lines'}`, () => {
        fc.assert(
          fc.property(hostileSpec, spec => {
            const text = formatRun(spec, shell, layout);
            assert.deepEqual(parseRun(text, { shell }).spec, spec, text);
            // The text itself tells its shell, as far as it matters.
            assert.deepEqual(parseRun(text).spec, spec, text);
          }),
          { numRuns: 1500 },
        );
      });
    }
  }
});

describe('words in quotes', () => {
  it('come out of a real bash as they went in', () => {
    const words = fc.sample(hostileWord, { numRuns: 2000, seed: 7 });
    const quoted = words.map(word => quoteFor(word, 'bash').text);
    const out = execFileSync('bash', ['-c', `printf '%s\\0' ${quoted.join(' ')}`], {
      encoding: 'utf8',
    });
    assert.deepEqual(out.split('\0').slice(0, -1), words);
  });

  for (const [word, bash, powershell, cmd] of [
    ['nginx:1.27', 'nginx:1.27', 'nginx:1.27', 'nginx:1.27'],
    ['a b', "'a b'", "'a b'", '"a b"'],
    ['', "''", "''", '""'],
    ["it's", "'it'\\''s'", '"it\'s"', '"it\'s"'],
    ['$HOME', "'$HOME'", "'$HOME'", '^"$HOME^"'],
    ["it's $5", "'it'\\''s $5'", "'it''s $5'", '^"it\'s $5^"'],
    ['a"b', "'a\"b'", "'a\"b'", '^"a\\^"b^"'],
    ['50%', '50%', "'50%'", '^"50^%^"'],
    ['hi!', "'hi!'", "'hi!'", '^"hi^!^"'],
    ['a\\', "'a\\'", "'a\\'", '^"a\\\\^"'],
    ['`x`', "'`x`'", "'`x`'", '^"`x`^"'],
    ['a\nb', "$'a\\nb'", "'a\nb'", '^"a^\n\nb^"'],
    ['1kb', '1kb', "'1kb'", '1kb'],
    ['-Dx.y=1', '-Dx.y=1', "'-Dx.y=1'", '-Dx.y=1'],
    ['a&b|c', "'a&b|c'", "'a&b|c'", '"a&b|c"'],
    ['\u2019', "'\u2019'", '"\u2019"', '"\u2019"'],
  ] as const) {
    it(`are right for ${JSON.stringify(word)}`, () => {
      assert.deepEqual(
        shells.map(shell => quoteFor(word, shell).text),
        [bash, powershell, cmd],
      );
    });
  }
});

describe('a line that is written', () => {
  const spec = parseRun(
    'docker run -itd --name web -p 80:80 -e A=1 -e B= --rm nginx sh -c "a b"',
  ).spec;

  it('is as short as people write it', () => {
    assert.equal(
      formatRun(spec, 'bash'),
      "docker run -itd --name web -p 80:80 -e A=1 -e B= --rm nginx sh -c 'a b'",
    );
  });

  it('has one option a line', () => {
    assert.equal(
      formatRun(spec, 'powershell', 'lines'),
      [
        'docker run `',
        '  -itd `',
        '  --name web `',
        '  -p 80:80 `',
        '  -e A=1 `',
        '  -e B= `',
        '  --rm `',
        "  nginx sh -c 'a b'",
      ].join('\n'),
    );
  });

  it('keeps what is no option, and what could be taken for one', () => {
    const line = 'docker --context a run --wat -- -x';
    assert.equal(formatRun(parseRun(line).spec, 'bash'), line);
    assert.equal(
      formatRun(parseRun('docker run --name=-a --tty=false --entrypoint= x').spec, 'bash'),
      'docker run --name=-a --tty=false --entrypoint= x',
    );
  });
});
