import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stampNanos } from '../../../src/docker/logLine';
import { LogResume, type Stamped } from '../../../src/docker/logResume';

interface Message extends Stamped {
  readonly number: number;
}

/** A log whose times may repeat, and may stand a little out of order, as both outputs are apart. */
const someLog = fc
  .array(fc.record({ stepMicros: fc.nat(30_000), backMicros: fc.nat(3), error: fc.boolean() }), {
    maxLength: 200,
  })
  .map(entries => {
    let micros = 1_700_000_000_000_000n;
    let first: bigint | undefined;
    return entries.map(({ stepMicros, backMicros, error }, number): Message => {
      micros += BigInt(stepMicros % 7 === 0 ? 0 : stepMicros);
      // Nothing is older than the first: a reading goes back no further than it began.
      first ??= micros - BigInt(backMicros);
      const late = micros - BigInt(backMicros);
      const own = late < first ? first : late;
      const seconds = new Date(Number(own / 1_000_000n) * 1000).toISOString().slice(0, -5);
      const stamp = `${seconds}.${`${own % 1_000_000n}`.padStart(6, '0')}000Z`;
      return { from: error ? 'stderr' : 'stdout', stamp, number };
    });
  });

function nanosOfSince(since: string): bigint {
  const [seconds = '', nanos = ''] = since.split('.');
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
}

/** As the engine reads: the log as it is by now, from that time on. */
function readFrom(log: readonly Message[], since: string | undefined): readonly Message[] {
  if (since === undefined) return log;
  const from = nanosOfSince(since);
  return log.filter(({ stamp }) => (stampNanos(stamp) ?? 0n) >= from);
}

describe('a log that is read on', () => {
  it('has every message once, wherever the readings broke', () => {
    fc.assert(
      fc.property(someLog, fc.array(fc.nat(200), { maxLength: 6 }), (log, breaks) => {
        const resume = new LogResume();
        const seen: number[] = [];
        for (const end of [...breaks.sort((a, b) => a - b), log.length]) {
          const there = log.slice(0, end);
          const read = readFrom(there, resume.since);
          resume.begin();
          for (const message of read) if (resume.isNew(message)) seen.push(message.number);
        }
        assert.deepEqual(
          seen,
          log.map(({ number }) => number),
        );
      }),
    );
  });

  it('does not go back before the first message seen', () => {
    const resume = new LogResume();
    assert.equal(resume.since, undefined);
    resume.isNew({ from: 'stdout', stamp: '2026-01-01T00:00:00.000000001Z' });
    resume.isNew({ from: 'stdout', stamp: '2026-01-01T00:00:00.050000000Z' });
    assert.equal(resume.since, '1767225600.000000001');
    resume.isNew({ from: 'stdout', stamp: '2026-01-01T00:00:00.150000000Z' });
    assert.equal(resume.since, '1767225600.050000000');
  });

  it('takes a message without a time for new', () => {
    const resume = new LogResume();
    assert.equal(resume.isNew({ from: 'stdout', stamp: '' }), true);
    resume.begin();
    assert.equal(resume.isNew({ from: 'stdout', stamp: '' }), true);
  });

  it('tells parts of one line apart, which have one time', () => {
    const resume = new LogResume();
    const part = { from: 'stdout', stamp: '2026-01-01T00:00:00.000000001Z' };
    resume.isNew(part);
    resume.isNew(part);
    resume.begin();
    const again = [1, 2, 3].map(() => resume.isNew(part));
    assert.deepEqual(again, [false, false, true]);
  });

  it('remembers no more than it needs', () => {
    const resume = new LogResume();
    const start = performance.now();
    for (let number = 0; number < 300_000; number++) {
      const stamp = `2026-01-01T00:00:00.${`${number}`.padStart(9, '0')}Z`;
      resume.isNew({ from: 'stdout', stamp });
    }
    assert.ok(performance.now() - start < 2_000);
    assert.equal(resume.since, '1767225600.000294912');
  });
});
