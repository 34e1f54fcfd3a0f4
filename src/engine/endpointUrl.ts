import type { Address, EndpointCode, TlsFiles } from './endpoint';
import { EngineError } from './errors';

const plainPort = 2375;
const tlsPort = 2376;

/**
 * Reads an engine's address as `docker -H` takes it: `unix:///path`, `npipe:////./pipe/name`,
 * `tcp://host:port` or just `host:port`; beside that a bare path, `http://` and `https://`.
 *
 * @param tls how to secure a TCP connection; `https://` without it verifies by the system's authorities
 * @throws {EngineError} `badEndpoint` with an `EndpointCode`; the message is the address
 */
export function parseEndpointUrl(
  url: string,
  platform: NodeJS.Platform,
  tls: TlsFiles | undefined,
): Address {
  const text = url.trim();
  const [, scheme = bareScheme(text), rest = text] =
    /^([a-z][a-z\d+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case 'unix':
      return unix(url, rest, platform);
    case 'npipe':
      return pipe(url, rest.replaceAll('/', '\\'), platform);
    case 'tcp':
    case 'http':
      return tcp(url, rest, tls);
    case 'https':
      return tcp(url, rest, tls ?? { verify: true });
    case 'ssh':
      throw bad('sshNotYet', url);
    default:
      throw bad('badScheme', url);
  }
}

/** @param text what the code is about; never a sentence */
export function bad(code: EndpointCode, text: string): EngineError {
  return new EngineError('badEndpoint', text, undefined, code);
}

function bareScheme(text: string): string {
  if (text.startsWith('\\\\.\\pipe\\')) return 'npipe';
  return text.startsWith('/') ? 'unix' : 'tcp';
}

/** In bytes: what the system's own structure for a socket's address holds. */
const longestPath: Readonly<Partial<Record<NodeJS.Platform, number>>> = { darwin: 103, linux: 107 };

function unix(url: string, path: string, platform: NodeJS.Platform): Address {
  if (platform === 'win32') throw bad('wrongPlatform', url);
  // `unix://docker.sock` would be a path relative to wherever the editor was started.
  if (!path.startsWith('/') || path.includes('\0')) throw bad('badUrl', url);
  if (Buffer.byteLength(path) > (longestPath[platform] ?? 103)) throw bad('badUrl', url);
  return { kind: 'socket', path };
}

function pipe(url: string, path: string, platform: NodeJS.Platform): Address {
  if (platform !== 'win32') throw bad('wrongPlatform', url);
  if (!/^\\\\[^\\]+\\pipe\\[^\\]+$/.test(path)) throw bad('badUrl', url);
  return { kind: 'socket', path };
}

function tcp(url: string, rest: string, tls: TlsFiles | undefined): Address {
  const [, host6, host4 = '', port, path = ''] =
    /^(?:\[([\da-f:.%]+)\]|([^\s:/?#@[\]]*))(?::([^/]*))?(\/.*)?$/is.exec(rest) ?? [];
  const host = host6 ?? host4;
  if ((host === '' && port === undefined) || port?.includes(':')) throw bad('badUrl', url);
  if (path !== '' && path !== '/') throw bad('pathNotSupported', url);
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw bad('badPort', url);
  const number = port === undefined ? (tls ? tlsPort : plainPort) : Number(port);
  if (number < 1 || number > 65_535) throw bad('badPort', url);
  return { kind: 'tcp', host: host || 'localhost', port: number, ...(tls && { tls }) };
}
