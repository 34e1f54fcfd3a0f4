import { EngineError } from '../errors';
import { resting } from './ready';

/** In milliseconds. */
export interface PassBounds {
  /** How long it is tried against an engine that does not answer or refuses. */
  readonly restoreMs: number;
  /** A request that was cut off may still be carried out: for so long that is looked for. */
  readonly lateMs: number;
}

/** Between two tries, in milliseconds. */
const longest = 3_000;

/**
 * Does what is missing, again and again, until nothing is.
 *
 * @param pass looks at what there is, and does it; whether anything was to be done
 * @param late whether a request was cut off, and may still be carried out
 * @throws {EngineError} what stood in the way when the time was over
 */
export async function untilNothingIsLeft(
  pass: () => Promise<boolean>,
  { restoreMs, lateMs }: PassBounds,
  late: boolean,
): Promise<void> {
  const begunAt = performance.now();
  const passed = (): number => performance.now() - begunAt;
  const shortest = lateMs / 10;
  let wait = shortest;
  let lateUntil = late ? lateMs : 0;
  for (;;) {
    try {
      const isDone = !(await pass());
      if (isDone && passed() >= lateUntil) return;
      if (!isDone && passed() >= restoreMs) throw new EngineError('timeout', 'timeout');
      wait = shortest;
    } catch (error) {
      if (passed() + wait >= restoreMs) throw EngineError.from(error);
      // Its own requests may come late, too.
      lateUntil = passed() + lateMs;
      wait = Math.min(2 * wait, longest);
    }
    await resting(wait);
  }
}
