import { type Family, sameAddress } from '../address';
import { cause, evidence, socketsEvidence } from './cause';
import type { Cause, Seen } from './diagnosis';
import { isLoopback } from './names';
import type { Peer } from './scene';
import type { Socket } from './sockets';

/** Where a connection arrives. */
export interface Arrival {
  readonly sockets: readonly Socket[] | undefined;
  /** Whose they are, by name: `host`, or a container. */
  readonly of: string;
  /** Of that container, if it is one. */
  readonly peer: Peer | undefined;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly family: Family;
  /** The address that it arrives at; empty: one of its own, whichever. */
  readonly address: string;
  /** What is seen where nobody takes it. */
  readonly refused: Seen;
}

/** Whether a socket takes what comes to an address. */
export function takes(socket: Socket, address: string, family: Family): boolean {
  if (isWild(socket)) return socket.family === 6 || family === 4;
  if (socket.address.includes(':') !== (family === 6)) return false;
  return address === '' ? !isLoopback(socket.address) : sameAddress(socket.address, address);
}

function isWild({ address }: Socket): boolean {
  return address === '::' || address === '0.0.0.0';
}

/** Why nobody takes a connection where it arrives; none where somebody does. */
export function listenCauses(arrival: Arrival): readonly Cause[] {
  const { sockets, of, port, protocol, family, address, refused } = arrival;
  if (sockets === undefined) {
    return [cause('listeningUnknown', 'to', 'unknown', [evidence(of, 'port', port)], false)];
  }
  const here = sockets.filter(one => one.port === port && one.protocol === protocol);
  if (here.some(one => takes(one, address, family))) return [];
  const shown = [socketsEvidence(of, sockets), evidence(of, 'port', `${port}/${protocol}`)];
  const code = missCode(arrival, here);
  return [cause(code, 'to', refused, shown)];
}

function missCode(
  { sockets, port, protocol, family, peer }: Arrival,
  here: readonly Socket[],
): Cause['code'] {
  const isNear = (one: Socket): boolean => one.address.includes(':') === (family === 6);
  const open = here.filter(one => !isLoopback(one.address));
  if (open.some(isNear)) return 'otherAddress';
  if (open.length > 0) return 'family';
  if (here.length > 0) return 'loopbackOnly';
  if (publishedFor(peer, port, protocol) !== undefined) return 'publishedPort';
  const other = sockets?.some(one => one.port === port && one.protocol !== protocol);
  return other ? 'otherProtocol' : 'notListening';
}

/** The container's port behind a port of the host, where that is another. */
export function publishedFor(
  peer: Peer | undefined,
  port: number,
  protocol: string,
): number | undefined {
  return peer?.bindings.find(
    one => one.hostPort === port && one.protocol === protocol && one.containerPort !== port,
  )?.containerPort;
}
