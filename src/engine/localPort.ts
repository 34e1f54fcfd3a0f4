import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Protocol } from '../docker/ports';
import type { Endpoint } from './endpoint';

export interface LocalPort {
  readonly port: number;
  /** @default tcp */
  readonly protocol?: Protocol;
  /** Empty or none: every address. */
  readonly ip?: string;
}

/**
 * Whether nothing on this machine listens on the port. Only worth asking where the engine is on
 * this machine too; what its containers publish is known without. What cannot be told (SCTP, an
 * address that is not this machine's, a port that only the administrator may open) counts as free.
 */
export function isPortFree({ port, protocol = 'tcp', ip = '' }: LocalPort): Promise<boolean> {
  if (protocol === 'sctp') return Promise.resolve(true);
  const place = { port, exclusive: true, ...(ip !== '' && { host: ip, address: ip }) };
  return new Promise(resolve => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(!isTaken(error));
    if (protocol === 'tcp') {
      const server = createServer();
      server.once('error', failed);
      server.listen(place, () => server.close(() => resolve(true)));
    } else {
      const socket = createSocket(ip.includes(':') ? 'udp6' : 'udp4');
      socket.once('error', failed);
      socket.bind(place, () => socket.close(() => resolve(true)));
    }
  });
}

/** Windows says EACCES of ports that it keeps for itself: nobody can have them. */
function isTaken({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EADDRINUSE' || (code === 'EACCES' && process.platform === 'win32');
}

/** Behind a socket or a pipe there is this machine, or one that looks like it (Docker Desktop). */
export function isOnThisMachine(endpoint: Endpoint): boolean {
  return endpoint.address.kind === 'socket';
}
