import { bracketed, everyAddress, type PublishedPort } from './ports';

const securePorts = new Set([443, 8443]);

/**
 * Where a browser finds a published port; undefined for what no browser speaks.
 *
 * @param host the engine's machine as seen from here, for a port on every address
 */
export function browserUrl(port: PublishedPort, host = 'localhost'): string | undefined {
  if (port.protocol !== 'tcp') return undefined;
  const isSecure = securePorts.has(port.containerPort) || securePorts.has(port.hostPort);
  const name = bracketed(everyAddress(port.ip) ? host : port.ip);
  const isUsual = port.hostPort === (isSecure ? 443 : 80);
  return `${isSecure ? 'https' : 'http'}://${name}${isUsual ? '' : `:${port.hostPort}`}/`;
}
