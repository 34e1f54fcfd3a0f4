/** Nanoseconds of each unit of Go's durations; the sign of micro has two code points. */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const greatest = 2n ** 63n - 1n;
const piece = /(\d*)(?:\.(\d*))?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/y;

/** Reads `1m30s`, `-1.5h`, `0` into nanoseconds; undefined where Go's time.ParseDuration refuses. */
export function parseGoDuration(text: string): number | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0;
  if (rest === '' || text.length > 200) return undefined;
  let total = 0n;
  for (let at = 0; at < rest.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const [, whole = '', part = '', unit = ''] = piece.exec(rest) ?? [];
    const size = units[unit];
    if (size === undefined || whole + part === '') return undefined;
    total += BigInt(whole || '0') * size + fractionOf(part, size);
  }
  if (total > greatest) return undefined;
  return Number(sign === '-' ? -total : total);
}

/** `1m30s`, `500ms`: each unit once, those that are nought left out. */
export function formatGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  let left = BigInt(Math.trunc(Math.abs(nanoseconds)));
  let text = nanoseconds < 0 ? '-' : '';
  for (const unit of ['h', 'm', 's', 'ms', 'us', 'ns']) {
    const size = units[unit] ?? 1n;
    if (left >= size) text += `${left / size}${unit}`;
    left %= size;
  }
  return text;
}

function fractionOf(digits: string, size: bigint): bigint {
  return digits === '' ? 0n : (BigInt(digits) * size) / 10n ** BigInt(digits.length);
}
