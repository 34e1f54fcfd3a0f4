export type Family = 4 | 6;

/** An IP address as a number: 32 bits for IPv4, 128 for IPv6. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** As strict as the engine: no leading zeros in IPv4, no zone in IPv6. */
export function parseAddress(text: string): Address | undefined {
  const value = text.includes(':') ? parseV6(text) : parseV4(text);
  return value === undefined ? undefined : { family: text.includes(':') ? 6 : 4, value };
}

/** The usual form; IPv6 as RFC 5952 wants it: lower case, the longest run of zeros as `::`. */
export function formatAddress({ family, value }: Address): string {
  if (family === 4) return parts(value, 8, 4).join('.');
  const groups = parts(value, 16, 8).map(group => group.toString(16));
  const runs = groups.join(':').match(/(?:^|(?<=:))0(?::0)+(?=:|$)/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return groups.join(':');
  const whole = `:${groups.join(':')}:`;
  const at = whole.indexOf(`:${longest}:`);
  const [head, tail] = [whole.slice(1, at), whole.slice(at + longest.length + 2, -1)];
  return `${head}::${tail}`;
}

/** Whether both texts name one address, however they are written. */
export function sameAddress(one: string, other: string): boolean {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  return a !== undefined && b !== undefined && a.family === b.family && a.value === b.value;
}

function parseV4(text: string): bigint | undefined {
  const octets = text.split('.');
  const plain = octets.every(octet => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
  return octets.length === 4 && plain ? joined(octets.map(BigInt), 8n) : undefined;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  const [head, tail] = halves.map(half => (half === '' ? [] : half.split(':')));
  if (head === undefined || halves.length > 2) return undefined;
  const last = (tail ?? head).at(-1) ?? '';
  const v4 = last.includes('.') ? parseV4(last) : undefined;
  if (v4 !== undefined) {
    (tail ?? head).splice(-1, 1, (v4 >> 16n).toString(16), (v4 & 0xffffn).toString(16));
  }
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (!groups.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return joined(
    groups.map(group => BigInt(`0x${group}`)),
    16n,
  );
}

function joined(values: readonly bigint[], bits: bigint): bigint {
  return values.reduce((whole, part) => (whole << bits) | part, 0n);
}

function parts(value: bigint, bits: number, count: number): number[] {
  const mask = (1n << BigInt(bits)) - 1n;
  return Array.from({ length: count }, (_, i) =>
    Number((value >> BigInt(bits * (count - 1 - i))) & mask),
  );
}
