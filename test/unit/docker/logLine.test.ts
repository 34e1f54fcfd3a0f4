import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareStamps, parseLogLine, sinceOf, stampNanos } from '../../../src/docker/logLine';

describe('lines of a log', () => {
  it('give their time and their text', () => {
    const stamp = '2026-11-24T16:22:15.361880738Z';
    assert.deepEqual(parseLogLine(`${stamp} hello  world`), { stamp, text: 'hello  world' });
    assert.deepEqual(parseLogLine(`${stamp} `), { stamp, text: '' });
    assert.deepEqual(parseLogLine(stamp), { stamp, text: '' });
    const local = '2026-11-24T16:22:15+02:00';
    assert.deepEqual(parseLogLine(`${local} x`), { stamp: local, text: 'x' });
  });

  it('may have none', () => {
    for (const line of [
      '',
      'hello',
      '2026-11-24',
      '2026-11-24T16:22:15.3Zhello',
      '2026-13-99T99:99:99Z x',
    ]) {
      assert.deepEqual(parseLogLine(line), { stamp: undefined, text: line });
    }
  });

  it('are in order to the nanosecond', () => {
    const at = (rest: string) => `2026-11-24T16:22:15${rest}`;
    assert.equal(compareStamps(at('.000000001Z'), at('.000000002Z')), -1);
    assert.equal(compareStamps(at('.1Z'), at('.100000000Z')), 0);
    assert.equal(compareStamps(at('.5+02:00'), '2026-11-24T14:22:15.5Z'), 0);
    assert.equal(compareStamps(at('.2Z'), at('.19Z')), 1);
    assert.equal(stampNanos('1970-01-01T00:00:01.5Z'), 1_500_000_000n);
    assert.equal(stampNanos('0001-01-01T00:00:00Z'), -62135596800n * 1_000_000_000n);
  });

  it('resume from where they ended', () => {
    assert.equal(sinceOf('1970-01-01T00:00:01.000000005Z'), '1.000000005');
    assert.equal(sinceOf('nonsense'), undefined);
    const nanos = fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n });
    fc.assert(
      fc.property(nanos, value => {
        const seconds = new Date(Number(value / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
        const stamp = `${seconds}.${`${value % 1_000_000_000n}`.padStart(9, '0')}Z`;
        assert.equal(stampNanos(stamp), value);
        assert.equal(BigInt(sinceOf(stamp)?.replace('.', '') ?? ''), value);
      }),
    );
  });
});
