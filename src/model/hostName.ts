import type { Host } from './host';

/** The engine's machine as seen from here. */
export function hostName(host: Host): string {
  const address = host.endpoint?.address;
  return address?.kind === 'tcp' ? address.host : 'localhost';
}
