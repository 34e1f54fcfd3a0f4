export interface LogLine {
  /** RFC 3339 with up to nine decimals, as the engine wrote it; undefined where there is none. */
  readonly stamp: string | undefined;
  readonly text: string;
}

const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: |$)/;

/** Takes the time off a line of `GET /containers/{id}/logs?timestamps=1`. */
export function parseLogLine(line: string): LogLine {
  const [prefix = '', stamp] = stamped.exec(line) ?? [];
  if (stamp === undefined || stampNanos(stamp) === undefined)
    return { stamp: undefined, text: line };
  return { stamp, text: line.slice(prefix.length) };
}

/** Nanoseconds since 1970, which a number cannot hold; undefined where it is no time. */
export function stampNanos(stamp: string): bigint | undefined {
  const [, time, decimals = '', zone] =
    /^([^.]+?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(stamp) ?? [];
  const milliseconds = Date.parse(`${time}${zone}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return BigInt(milliseconds) * 1_000_000n + BigInt(decimals.padEnd(9, '0'));
}

/** Negative where the first is earlier; 0 where they are the same, or where one is no time. */
export function compareStamps(one: string, other: string): number {
  const [a, b] = [stampNanos(one), stampNanos(other)];
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The time as the `since` of logs and events wants it: seconds and nine decimals. `since`
 * includes its own moment, so what comes again is to be dropped by comparing.
 */
export function sinceOf(stamp: string): string | undefined {
  const nanos = stampNanos(stamp);
  if (nanos === undefined || nanos < 0n) return undefined;
  return `${nanos / 1_000_000_000n}.${`${nanos % 1_000_000_000n}`.padStart(9, '0')}`;
}
