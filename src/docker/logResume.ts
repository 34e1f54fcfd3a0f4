import { sinceOf, stampNanos } from './logLine';

export interface Stamped {
  readonly from: string;
  /** RFC 3339; empty where the message has none. */
  readonly stamp: string;
}

/** How many messages are remembered. */
const remembered = 4096;

/**
 * How far back a new reading begins before the newest message. Both outputs are written by
 * processes of their own, so an older message may stand behind a newer one.
 */
const overlapNanos = 100_000_000n;

/**
 * Joins readings of one container's log to one, without a gap and without a message twice: a new
 * reading begins a little before the end of the last, and what was there already is left out.
 * Times alone would not do: two messages may bear the same.
 */
export class LogResume {
  #recent: Stamped[] = [];
  #again = new Map<string, number>();

  /** From where to read on, as the engine's `since`; undefined while there was no message. */
  get since(): string | undefined {
    const times = this.#known();
    const [first] = times;
    const newest = times.at(-1);
    if (first === undefined || newest === undefined) return undefined;
    // Not before the first that was seen: the reading may have begun at its last lines only.
    const from = newest - overlapNanos;
    return nanosToSince(from > first ? from : first);
  }

  /** A new reading begins, at `since`. */
  begin(): void {
    this.#again = new Map();
    for (const message of this.#recent) {
      const key = keyOf(message);
      this.#again.set(key, (this.#again.get(key) ?? 0) + 1);
    }
  }

  /** Whether a message is new; to be asked once for each, in their order. */
  isNew(message: Stamped): boolean {
    if (message.stamp === '') return true;
    if (this.#again.size > 0 && this.#seen(keyOf(message))) return false;
    this.#recent.push({ from: message.from, stamp: message.stamp });
    if (this.#recent.length >= remembered * 2) this.#recent = this.#recent.slice(-remembered);
    return true;
  }

  #seen(key: string): boolean {
    const left = this.#again.get(key);
    if (left === undefined) return false;
    if (left === 1) this.#again.delete(key);
    else this.#again.set(key, left - 1);
    return true;
  }

  /** In the order of time. */
  #known(): bigint[] {
    const times = this.#recent.map(({ stamp }) => stampNanos(stamp));
    return times.filter(time => time !== undefined).sort((a, b) => (a < b ? -1 : 1));
  }
}

function keyOf({ from, stamp }: Stamped): string {
  return `${from} ${stamp}`;
}

function nanosToSince(nanos: bigint): string | undefined {
  const seconds = new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, -5);
  return sinceOf(`${seconds}.${`${nanos % 1_000_000_000n}`.padStart(9, '0')}Z`);
}
