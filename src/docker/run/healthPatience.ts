import type { Healthcheck } from './createRequest';
import type { Told } from './inspected';

/** What the engine takes for what is not said: in nanoseconds, and a number. */
const usual = { interval: 30e9, timeout: 30e9, retries: 3 };

/** Nobody waits longer; in milliseconds. */
const longestMs = 600_000;

/** After how long the engine has surely said of a health check how it went; in milliseconds. */
export function healthPatienceMs(check: Told<Healthcheck> | null | undefined): number {
  const { StartPeriod, Interval, Timeout, Retries } = check ?? {};
  const round = (Interval || usual.interval) + (Timeout || usual.timeout);
  const nanoseconds = (StartPeriod || 0) + (Retries || usual.retries) * round;
  return Math.min(Math.ceil(nanoseconds / 1e6), longestMs);
}
