import { parseAddress } from '../address';
import { isProtocol, type PortBinding, type PortRange } from '../ports';
import type { PortMap } from './createRequest';
import { type Fault, fault, isFault } from './fault';

/** Reads `-p` as the CLI does (go-connections 0.5, nat): the long form too, and port 0. */
export function parsePublish(text: string): PortBinding | Fault {
  const standard = toStandard(text);
  if (isFault(standard)) return standard;
  const pieces = standard.split(':');
  const last = pieces.pop() ?? '';
  const hostText = pieces.pop() ?? '';
  const ipText = pieces.join(':');
  const [portText = '', protocolText = ''] = last.split('/');
  if (portText === '') return fault('port.missing');
  const protocol = (protocolText || 'tcp').toLowerCase();
  if (!isProtocol(protocol)) return fault('port.protocol', protocolText);
  const ip = /^\[([^[\]]*)\]$/.exec(ipText)?.[1] ?? ipText;
  if (ip !== '' && parseAddress(ip) === undefined) return fault('port.ip', ipText);
  const containerPort = parseRange(portText);
  if (isFault(containerPort)) return containerPort;
  const hostPort = hostText === '' ? undefined : parseRange(hostText);
  if (isFault(hostPort)) return hostPort;
  const count = containerPort.last - containerPort.first;
  if (hostPort !== undefined && count !== 0 && hostPort.last - hostPort.first !== count) {
    return fault('port.rangeLengths', hostPort.last - hostPort.first + 1, count + 1);
  }
  return { ip, hostPort, containerPort, protocol };
}

/** Reads `--expose`: the CLI takes any protocol here, in any case, and passes it on. */
export function parseExpose(text: string): readonly string[] | Fault {
  if (text.includes(':')) return fault('expose.colon', text);
  const [portText = '', protocol = ''] = text.split('/');
  if (portText === '') return fault('port.empty');
  const range = parseRange(portText);
  if (isFault(range)) return range;
  const count = range.last - range.first + 1;
  return Array.from({ length: count }, (_, i) => `${range.first + i}/${protocol || 'tcp'}`);
}

/** HostConfig.PortBindings of several `-p`; those that are wrong left out. */
export function publishedPorts(texts: readonly string[]): PortMap {
  const map: PortMap = {};
  for (const text of texts) {
    const published = parsePublish(text);
    if (isFault(published)) continue;
    const { ip, containerPort, protocol } = published;
    for (let port = containerPort.first; port <= containerPort.last; port++) {
      const key = `${port}/${protocol}`;
      const binding = { HostIp: ip, HostPort: hostPortOf(published, port) };
      const bound = map[key];
      if (bound === undefined) map[key] = [binding];
      else bound.push(binding);
    }
  }
  return map;
}

/** A range for one container port stays a range: the engine picks a free one of it. */
function hostPortOf({ hostPort: host, containerPort: own }: PortBinding, port: number): string {
  if (host === undefined) return '';
  const isChoice = own.first === own.last && host.first !== host.last;
  return isChoice ? `${host.first}-${host.last}` : `${host.first + port - own.first}`;
}

/** The long form, `published=8080,target=80`, in the short one's words. */
function toStandard(text: string): string | Fault {
  if (!text.includes('=')) return text;
  const parts: Record<string, string> = { protocol: 'tcp' };
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    if (at <= 0) return fault('port.pair', part);
    parts[part.slice(0, at)] = part.slice(at + 1);
  }
  const { published = '', target = '', protocol = '' } = parts;
  return `${published}:${target}/${protocol}`;
}

function parseRange(text: string): PortRange | Fault {
  const [first = '', last = first] = text.split('-');
  const wrong = [first, last].find(port => !/^\d{1,40}$/.test(port) || Number(port) > 65535);
  if (wrong !== undefined) return fault('port.number', wrong === '' ? text : wrong, 0, 65535);
  if (Number(last) < Number(first)) return fault('port.range', text);
  return { first: Number(first), last: Number(last) };
}
