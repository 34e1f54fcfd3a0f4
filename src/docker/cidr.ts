import { type Address, formatAddress, parseAddress } from './address';

/** A block of addresses: `10.0.0.0/24`. */
export interface Cidr {
  /** As it was written; with host bits where the writer left them. */
  readonly address: Address;
  readonly bits: number;
}

export function parseCidr(text: string): Cidr | undefined {
  const [, host = '', length = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = parseAddress(host);
  const bits = Number(length);
  return address === undefined || bits > widthOf(address) ? undefined : { address, bits };
}

export function formatCidr({ address, bits }: Cidr): string {
  return `${formatAddress(address)}/${bits}`;
}

/** The block with its host bits cleared: what the engine asks for. */
export function masked(cidr: Cidr): Cidr {
  return { address: firstOf(cidr), bits: cidr.bits };
}

export function firstOf({ address, bits }: Cidr): Address {
  const free = BigInt(widthOf(address) - bits);
  return { family: address.family, value: (address.value >> free) << free };
}

/** The broadcast address of an IPv4 block; IPv6 has none, there it is an address like others. */
export function lastOf(cidr: Cidr): Address {
  const free = BigInt(widthOf(cidr.address) - cidr.bits);
  return { family: cidr.address.family, value: firstOf(cidr).value | ((1n << free) - 1n) };
}

export function contains(cidr: Cidr, address: Address): boolean {
  return (
    cidr.address.family === address.family &&
    firstOf(cidr).value <= address.value &&
    address.value <= lastOf(cidr).value
  );
}

export function overlaps(one: Cidr, other: Cidr): boolean {
  return contains(one, firstOf(other)) || contains(other, firstOf(one));
}

function widthOf(address: Address): number {
  return address.family === 4 ? 32 : 128;
}
