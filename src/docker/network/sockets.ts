import { formatAddress } from '../address';
import type { SocketTexts } from './facts';

export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  /** Of the table it stands in: one of `::` takes IPv4 too, unless it was told not to. */
  readonly family: 4 | 6;
  readonly address: string;
  readonly port: number;
}

/** `0A`: a TCP socket that listens; `07`: a UDP socket without a peer. */
const waiting = { tcp: '0A', udp: '07' } as const;

/** Docker's own DNS, which listens in every container on a user's network. */
const ownDns = '127.0.0.11';

/**
 * The sockets of a network namespace that wait for others. For UDP, one that a client just sends
 * from looks the same.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export function listeningSockets(texts: SocketTexts): readonly Socket[] {
  const all = [
    ...read(texts.tcp, 'tcp', 4),
    ...read(texts.tcp6, 'tcp', 6),
    ...read(texts.udp, 'udp', 4),
    ...read(texts.udp6, 'udp', 6),
  ];
  const found = new Map(all.map(socket => [JSON.stringify(socket), socket]));
  return [...found.values()].sort((one, other) => one.port - other.port);
}

/**
 * The tables in the output of `cat` over the four of them: the tables of UDP have another heading,
 * those of IPv6 longer addresses. Undefined where it is no such output.
 */
export function splitTables(output: string): SocketTexts | undefined {
  const tables: Record<keyof SocketTexts, string> = { tcp: '', tcp6: '', udp: '', udp6: '' };
  let protocol: Socket['protocol'] | undefined;
  for (const line of output.split('\n')) {
    if (/^\s*sl\s+local_address/.test(line)) protocol = /\bdrops\b/.test(line) ? 'udp' : 'tcp';
    const [, host = ''] = /^\s*\d+:\s+([0-9A-Fa-f]+):/.exec(line) ?? [];
    if (protocol === undefined || host === '') continue;
    tables[host.length === 8 ? protocol : (`${protocol}6` as const)] += `${line}\n`;
  }
  return protocol && tables;
}

function read(text: unknown, protocol: Socket['protocol'], family: 4 | 6): readonly Socket[] {
  if (typeof text !== 'string') return [];
  return text.split('\n').flatMap(line => {
    const [, local = '', remote = '', state] = line.trim().split(/\s+/);
    const [host = '', port = ''] = local.split(':');
    const isWaiting = state === waiting[protocol] && remote.endsWith(':0000');
    if (!isWaiting || !/^[0-9A-Fa-f]{4}$/.test(port)) return [];
    const address = addressOf(host, family);
    if (address === undefined || address === ownDns) return [];
    return [{ protocol, family, address, port: Number.parseInt(port, 16) }];
  });
}

/** Words of four bytes, each in the byte order of the machine: nearly always the little end first. */
function addressOf(hex: string, family: 4 | 6): string | undefined {
  if (hex.length !== (family === 4 ? 8 : 32)) return undefined;
  const words = hex.match(/[0-9A-Fa-f]{8}/g) ?? [];
  if (words.join('') !== hex) return undefined;
  const bytes = words.flatMap(word => (word.match(/../g) ?? []).reverse());
  const mapped = /^0{20}[fF]{4}/.test(bytes.join(''));
  const value = BigInt(`0x${(mapped ? bytes.slice(12) : bytes).join('')}`);
  return formatAddress({ family: mapped ? 4 : family, value });
}
