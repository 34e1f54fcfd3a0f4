import { parseAddress } from './address';
import { bracketed, isProtocol, type PortBinding, type PortRange } from './ports';
import { type Problem, problem } from './problem';

/** What the long form has. `mode` is a service's: docker run passes over it. */
const fieldNames: ReadonlySet<string> = new Set(['published', 'target', 'protocol', 'mode']);

/** Several `-p`, parted by blanks or commas; the commas of a long form are its own. */
export function splitPorts(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .flatMap(word => (word.includes('=') ? [word] : word.split(',')))
    .filter(word => word !== '');
}

/**
 * Reads `-p`: `[ip:][host[-host]:]container[-container][/protocol]`, or the long form
 * `published=8080,target=80,protocol=udp`; undefined if it is wrong.
 */
export function parsePort(text: string): PortBinding | undefined {
  const read = readPort(text);
  return 'code' in read ? undefined : read;
}

export function validatePort(text: string): Problem | undefined {
  const read = readPort(text);
  return 'code' in read ? read : undefined;
}

/** The shortest form that `-p` reads back as the same. */
export function formatPort({ ip, hostPort, containerPort, protocol }: PortBinding): string {
  const host = hostPort === undefined ? '' : formatRange(hostPort);
  const prefix = ip === undefined ? host && `${host}:` : `${bracketed(ip)}:${host}:`;
  return prefix + formatRange(containerPort) + (protocol === 'tcp' ? '' : `/${protocol}`);
}

export function formatRange({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

export function sizeOfRange({ first, last }: PortRange): number {
  return last - first + 1;
}

function readPort(text: string): PortBinding | Problem {
  return text.includes('=') ? readLong(text) : readShort(text);
}

/** As docker run reads it: put into the short form. */
function readLong(text: string): PortBinding | Problem {
  const fields = new Map<string, string>();
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    const name = field.slice(0, Math.max(0, at));
    if (!fieldNames.has(name)) return problem('port.field', field);
    fields.set(name, field.slice(at + 1));
  }
  const target = fields.get('target') ?? '';
  if (target === '') return problem('port.target');
  return readShort(`${fields.get('published') ?? ''}:${target}/${fields.get('protocol') ?? 'tcp'}`);
}

function readShort(text: string): PortBinding | Problem {
  if (text.trim() === '') return problem('port.empty');
  const { ip, host, container } = split(text);
  const [ports = '', protocol = '', ...more] = container.split('/');
  if (ports === '') return problem('port.missing');
  const type = protocol === '' ? 'tcp' : protocol.toLowerCase();
  if (!isProtocol(type) || more.length > 0) {
    return problem('port.protocol', container.slice(ports.length + 1));
  }
  const address = ip.replace(/^\[(.*)\]$/, '$1');
  if (ip !== '' && parseAddress(address) === undefined) return problem('port.ip', ip);
  // The engine takes 0 as a container's port, and then nothing can be reached there.
  const containerPort = readRange(ports, 1);
  if ('code' in containerPort) return containerPort;
  const hostPort = host === '' ? undefined : readRange(host, 0);
  if (hostPort !== undefined && 'code' in hostPort) return hostPort;
  const counts = [hostPort ?? containerPort, containerPort].map(sizeOfRange);
  if (counts[1] !== 1 && counts[0] !== counts[1]) return problem('port.rangeLengths', ...counts);
  return { ip: ip === '' ? undefined : address, hostPort, containerPort, protocol: type };
}

/** As Docker splits: the last two pieces are ports, whatever is before them the address. */
function split(text: string): { ip: string; host: string; container: string } {
  const pieces = text.split(':');
  const container = pieces.pop() ?? '';
  const host = pieces.pop() ?? '';
  return { ip: pieces.join(':'), host, container };
}

function readRange(text: string, least: number): PortRange | Problem {
  const [first = '', last = first, ...more] = text.split('-');
  const wrong = [first, last, ...more].find(
    (port, index) =>
      index > 1 || !/^\d+$/.test(port) || Number(port) < least || Number(port) > 65535,
  );
  if (wrong !== undefined) return problem('port.number', wrong === '' ? text : wrong, least, 65535);
  if (Number(last) < Number(first)) return problem('port.range', text);
  return { first: Number(first), last: Number(last) };
}
