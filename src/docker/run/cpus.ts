import { parseBased } from './goNumber';

const nano = 1_000_000_000n;

interface Ratio {
  readonly above: bigint;
  readonly below: bigint;
}

/**
 * Reads `--cpus` into billionths: `1.5`, and what else Go's big.Rat takes (`3/2`, `15e-1`).
 * `precise` where it has more than nine places, undefined where it is no number.
 */
export function parseCpus(text: string): number | 'precise' | undefined {
  const ratio = text.includes('/') ? readFraction(text) : readPoint(text);
  if (ratio === undefined) return undefined;
  const value = ratio.above * nano;
  return value % ratio.below === 0n ? Number(value / ratio.below) : 'precise';
}

/** `1.5` for 1,500,000,000. */
export function formatCpus(billionths: number): string {
  const digits = `${Math.abs(billionths)}`.padStart(10, '0');
  const part = digits.slice(-9).replace(/0+$/, '');
  return `${billionths < 0 ? '-' : ''}${digits.slice(0, -9)}${part === '' ? '' : `.${part}`}`;
}

function readFraction(text: string): Ratio | undefined {
  const at = text.indexOf('/');
  const above = parseBased(text.slice(0, at));
  const below = /^[+-]/.test(text.slice(at + 1)) ? undefined : parseBased(text.slice(at + 1));
  return above === undefined || below === undefined || below === 0n ? undefined : { above, below };
}

/** Digits with a point and an exponent: of ten (`e`) or of two (`p`); hexadecimal has only `p`. */
const point =
  /^([+-]?)(0x)?_?([\da-f]*(?:_[\da-f]+)*)(?:\.([\da-f]*(?:_[\da-f]+)*))?(?:([ep])([+-]?\d{1,3}))?$/i;
const decimalPoint = /^([+-]?)()(\d*(?:_\d+)*)(?:\.(\d*(?:_\d+)*))?(?:([ep])([+-]?\d{1,3}))?$/i;

function readPoint(text: string): Ratio | undefined {
  if (text.length > 100) return undefined;
  const isHex = /^[+-]?0x/i.test(text);
  const [, sign = '', , whole = '', part = '', mark = '', power = '0'] =
    (isHex ? point : decimalPoint).exec(text) ?? [];
  const digits = `${whole}${part}`.replaceAll('_', '');
  if (digits === '') return undefined;
  const base = isHex ? 16n : 10n;
  const places = part.replaceAll('_', '').length;
  const above = BigInt(isHex ? `0x${digits}` : digits) * (sign === '-' ? -1n : 1n);
  const scaled: Ratio = { above, below: base ** BigInt(places) };
  const step = (mark.toLowerCase() === 'e' ? 10n : 2n) ** BigInt(Math.abs(Number(power)));
  if (Number(power) < 0) return { above: scaled.above, below: scaled.below * step };
  return { above: scaled.above * step, below: scaled.below };
}
