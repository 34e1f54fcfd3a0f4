import { parseGoFloat } from './goNumber';

/** The CLI sends what is more as a negative number. */
const greatest = 2 ** 63;

/** Powers of 1024. */
const powers: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4, p: 5 };

/**
 * Reads a size as `--memory` does: `512m`, `1.5 GiB`, `100b`, in powers of 1024 whatever the unit
 * is called. Undefined where Docker refuses it (go-units 0.5, RAMInBytes).
 */
export function parseBytes(text: string): number | undefined {
  const last = /[\d. ](?=[^\d. ]*$)/.exec(text.slice(-400));
  if (last === null) return undefined;
  const at = text.length - Math.min(400, text.length) + last.index;
  const number = parseGoFloat(text.slice(0, text[at] === ' ' ? at : at + 1));
  if (number === undefined || number < 0) return undefined;
  const factor = factorOf(text.slice(at + 1).toLowerCase());
  if (factor === undefined) return undefined;
  const bytes = Math.trunc(number * factor);
  return bytes < greatest ? bytes : undefined;
}

/** The shortest text that reads back as exactly so many: `512m`, `1g`, `1000`. */
export function formatBytes(bytes: number): string {
  for (const unit of ['p', 't', 'g', 'm', 'k']) {
    const size = 1024 ** (powers[unit] ?? 0);
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return `${bytes}`;
}

function factorOf(suffix: string): number | undefined {
  if (suffix === '' || suffix === 'b') return 1;
  if (!/^[kmgtp](?:i?b)?$/.test(suffix)) return undefined;
  return 1024 ** (powers[suffix.charAt(0)] ?? 0);
}
