/** Numbers and truth values as Go's strconv reads them, by which Docker's options are read. */

const int64 = { least: -(2n ** 63n), greatest: 2n ** 63n - 1n };

/** ParseInt with base 0: decimal, `0x`, `0o`, `0b`, a leading 0 for octal, `_` between digits. */
export function parseGoInt(text: string): number | undefined {
  const value = parseBased(text);
  if (value === undefined || value < int64.least || value > int64.greatest) return undefined;
  return Number(value);
}

/** ParseUint with base 0: the same without a sign. */
export function parseGoUint(text: string, bits: 16 | 64): number | undefined {
  if (/^[+-]/.test(text)) return undefined;
  const value = parseBased(text);
  return value === undefined || value >= 2n ** BigInt(bits) ? undefined : Number(value);
}

/** Atoi: decimal digits behind an optional sign. */
export function parseDecimal(text: string): number | undefined {
  if (!/^[+-]?\d{1,24}$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return value < int64.least || value > int64.greatest ? undefined : Number(value);
}

/** ParseUint with base 10. */
export function parseUnsigned(text: string, bits: 16 | 64): number | undefined {
  if (!/^\d{1,400}$/.test(text)) return undefined;
  const value = BigInt(text);
  return value >= 2n ** BigInt(bits) ? undefined : Number(value);
}

/** ParseFloat, for what can stand before a unit: decimal, or hexadecimal with its `p`. */
export function parseGoFloat(written: string): number | undefined {
  // Between digits a line may stand, and behind the mark of another base.
  if (/(?:^|[^\da-fx])_|_(?![\da-f])/i.test(written)) return undefined;
  const text = written.replaceAll('_', '');
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  const hex = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)p([+-]?\d{1,4})$/i.exec(text);
  if (hex === null || `${hex[2]}${hex[3]}` === '') return undefined;
  const [, sign = '', whole = '', part = '', power = ''] = hex;
  const digits = Number.parseInt(`${whole}${part}`, 16);
  return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(power) - 4 * part.length);
}

const truths: Readonly<Record<string, boolean>> = {
  '1': true,
  t: true,
  T: true,
  true: true,
  TRUE: true,
  True: true,
  '0': false,
  f: false,
  F: false,
  false: false,
  FALSE: false,
  False: false,
};

export function parseGoBool(text: string): boolean | undefined {
  return Object.hasOwn(truths, text) ? truths[text] : undefined;
}

/** Base 0 of ParseInt; what is longer than any 64 bits in binary is none. */
export function parseBased(text: string): bigint | undefined {
  if (text.length > 100) return undefined;
  const [, sign = '', prefix = '', digits = ''] =
    /^([+-]?)(0[xob]_?|0_?(?=\d))?(\w+)$/i.exec(text) ?? [];
  if (!/^[\da-f]+(?:_[\da-f]+)*$/i.test(digits)) return undefined;
  const letter = prefix.charAt(1).toLowerCase();
  const base = letter === 'x' || letter === 'b' ? letter : prefix === '' ? '' : 'o';
  const plain = digits.replaceAll('_', '');
  const allowed = { x: /^[\da-f]+$/i, o: /^[0-7]+$/, b: /^[01]+$/, '': /^\d+$/ }[base];
  if (!allowed?.test(plain)) return undefined;
  const value = BigInt(base === '' ? plain : `0${base}${plain}`);
  return sign === '-' ? -value : value;
}
