import { formatAddress, parseAddress } from '../address';
import { type Fault, fault } from './fault';

/** Reads `--add-host` into the engine's form, `name:address`. */
export function parseExtraHost(text: string): string | Fault {
  const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  const host = text.slice(0, Math.max(0, at));
  if (at < 0 || host === '' || host.includes(':')) return fault('addHost.format', text);
  const written = text.slice(at + 1);
  if (written === 'host-gateway') return `${host}:${written}`;
  const address = /^\[(.+)\]$/s.exec(written)?.[1] ?? written;
  const isAddress = parseAddress(address.trim()) !== undefined;
  return isAddress ? `${host}:${address}` : fault('value.ip', address);
}

/** Reads `--dns` into the usual form of the address. */
export function parseDns(text: string): string | Fault {
  const address = parseAddress(text.trim());
  if (address === undefined) return fault('value.ip', text);
  // As Go prints them: an IPv4 address within IPv6 is an IPv4 address.
  const isMapped = address.family === 6 && address.value >> 32n === 0xffffn;
  return formatAddress(isMapped ? { family: 4, value: address.value & 0xffffffffn } : address);
}

/** The CLI's own pattern, stray colons and all. */
const label = ':?(?::?[a-z0-9]|:?[a-z0-9][a-z0-9-]*[a-z0-9])';
const domain = new RegExp(`^(:?${label}(?::?\\.${label})*)\\.?\\s*$`, 'i');

/** Reads `--dns-search`; a dot alone is for no search domain at all. */
export function parseDnsSearch(text: string): string | Fault {
  const trimmed = text.replace(/^ +| +$/g, '');
  if (trimmed === '.') return trimmed;
  const found =
    text.length < 1000 && /[a-z]/i.test(trimmed) ? domain.exec(trimmed)?.[1] : undefined;
  return found !== undefined && found.length < 255 ? found : fault('dnsSearch.format', text);
}
