import type { Endpoint } from '../../src/engine/endpoint';

/** The endpoint behind a socket, as if the user's setting named it. */
export function endpointAt(path: string): Endpoint {
  return { source: 'setting', url: `unix://${path}`, address: { kind: 'socket', path } };
}
