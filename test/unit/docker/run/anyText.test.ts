import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toCreateRequest } from '../../../../src/docker/run/create';
import { formatRun } from '../../../../src/docker/run/format';
import { parseRun } from '../../../../src/docker/run/parse';
import { readSamples } from '../../../lib/createBodies';

const seed = 20_260_722;
const lines = readSamples().map(({ line }) => line);

/** A real line with a few places cut out, doubled, swapped or filled with something else. */
const mutated = fc
  .tuple(
    fc.constantFrom(...lines),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 6 }),
        fc.oneof(
          fc.constantFrom(
            ...'\'"`$\\^%&|;<>(){}[]#~=,-: \n\r\t\0',
            '--',
            '-',
            '$(',
            '${',
            '\\\n',
            '`\n',
          ),
          fc.string({ unit: 'binary', maxLength: 4 }),
          fc.constantFrom(...lines).map(line => line.slice(7, 40)),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([line, changes]) =>
    changes.reduce((text, [place, length, filling]) => {
      const at = Math.floor(place * text.length);
      return text.slice(0, at) + filling + text.slice(at + length);
    }, line),
  );

describe('any text at all', () => {
  const check = (text: string): void => {
    const { spec, problems, options } = parseRun(text);
    for (const { start, end } of [...problems, ...options]) {
      assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify(text));
    }
    assert.deepEqual(JSON.parse(JSON.stringify(spec)), spec);
  };

  it('has no more problems of one kind than somebody may read', () => {
    const { command, problems } = parseRun(`docker run busybox ${'~ '.repeat(100_000)}`);
    assert.equal(command && problems.length, 1_000);
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['shell.tilde']);
  });

  it('is read without an error, 25,000 times at random', function () {
    this.timeout(120_000);
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme-ascii', maxLength: 80 }).map(text => `docker run ${text}`),
    );
    fc.assert(fc.property(anything, check), { numRuns: 25_000, seed });
  });

  it('is read without an error, 25,000 times a real line with faults', function () {
    this.timeout(120_000);
    fc.assert(fc.property(mutated, check), { numRuns: 25_000, seed });
  });

  it('can be written and sent, and is the same once written', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(mutated, text => {
        const { spec } = parseRun(text);
        toCreateRequest(spec, '1.51');
        // What no shell can hand on: NUL, and half of a character.
        if (/\\u(?:0000|d[89a-f])/.test(JSON.stringify(spec))) return;
        assert.deepEqual(parseRun(formatRun(spec, 'bash'), { shell: 'bash' }).spec, spec);
      }),
      { numRuns: 3000, seed },
    );
  });
});
