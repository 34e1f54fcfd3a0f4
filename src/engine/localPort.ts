import { createServer } from 'node:net';
import type { Endpoint } from './endpoint';

/**
 * Whether nothing on this machine listens on the port. Only worth asking where the engine is on
 * this machine too; what its containers publish is known without.
 */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Behind a socket or a pipe there is this machine, or one that looks like it (Docker Desktop). */
export function isOnThisMachine(endpoint: Endpoint): boolean {
  return endpoint.address.kind === 'socket';
}
