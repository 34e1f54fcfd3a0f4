import type { Cause } from './diagnosis';
import { isGuest, publishedAt, unpublishedCauses } from './hostPortCauses';
import { type Arrival, listenCauses } from './listenCauses';
import { isLoopback } from './names';
import { hostSockets, isUp, namespaceOf, socketsOf } from './namespace';
import { familyOf, isFromHost, ownerOf, type Place, type Trip } from './trip';

/** What happens at the port that is used, where the way leads to it. */
export function portCauses(trip: Trip): readonly Cause[] {
  const { aim, to, from, port } = trip;
  if (port === undefined) return [];
  switch (aim.kind) {
    case 'host':
      return atHost(trip, port);
    case 'member':
      return to === undefined ? [] : atContainer(trip, to, port);
    case 'loopback':
      // What listens there is its own; a port of another that is meant is not to be found.
      return typeof from === 'string' || isMeantElsewhere(trip)
        ? []
        : atContainer(trip, from, port);
    case 'nowhere':
      return from === 'host' || to === undefined ? [] : atContainer(trip, to, port);
    default:
      return [];
  }
}

function isMeantElsewhere({ from, to }: Trip): boolean {
  return typeof from !== 'string' && to !== undefined && to.space.owner.id !== from.space.owner.id;
}

function atContainer(trip: Trip, { space }: Place, port: number): readonly Cause[] {
  const { owner } = space;
  if (!isUp(owner) || space.stale || space.kind === 'none') return [];
  const of = space.kind === 'host' ? 'host' : owner.name;
  const sockets = socketsOf(trip.scene, space);
  return listenCauses({ ...arrival(trip, port), peer: owner, sockets, of });
}

function arrival(trip: Trip, port: number): Omit<Arrival, 'peer' | 'sockets'> {
  const { protocol, address } = trip;
  return { of: 'host', port, protocol, family: familyOf(trip), address, refused: 'refused' };
}

/** A port of the host: one that a container publishes, or that something on the host listens on. */
function atHost(trip: Trip, port: number): readonly Cause[] {
  const { scene, to } = trip;
  const found = publishedAt(trip);
  if (found !== undefined) {
    const { peer, binding } = found;
    const { addresses } = peer.members.find(one => !one.net.internal) ?? {};
    const space = namespaceOf(scene, peer);
    const sockets = socketsOf(scene, space);
    const own = arrival(trip, binding.containerPort);
    const address = addresses?.[0] ?? '';
    const refused = isProxied(trip) && trip.protocol === 'tcp' ? 'closed' : 'refused';
    return listenCauses({ ...own, of: peer.name, peer, sockets, address, family: 4, refused });
  }
  const isHosts = to === undefined || isGuest(scene, to.peer);
  if (!isHosts) return unpublishedCauses(trip);
  const sockets = hostSockets(scene);
  return listenCauses({ ...arrival(trip, port), peer: to?.space.owner, sockets });
}

/** Docker's proxy takes what comes from the host's loopback and from any bridge. */
function isProxied(trip: Trip): boolean {
  return ownerOf(trip) !== undefined || (isFromHost(trip) && isLoopback(trip.name ?? trip.address));
}
