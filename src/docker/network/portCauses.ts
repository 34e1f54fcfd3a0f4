import { sameAddress } from '../address';
import { cause, evidence } from './cause';
import type { Cause } from './diagnosis';
import { isGuest, type Published, publishedAt, unpublishedCauses } from './hostPortCauses';
import { type Arrival, listenCauses } from './listenCauses';
import { isLoopback } from './names';
import { hostSockets, isUp, namespaceOf, socketsOf } from './namespace';
import { familyOf, gatewaysOf, isFromHost, ownerOf, type Place, type Trip } from './trip';

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
  const own = { ...arrival(trip, port), peer: owner, sockets, of };
  return atEach(trip).length > 1 ? byFamilies(trip, own) : listenCauses(own);
}

/** A name may come to an address of each family; which one is used is the program's choice. */
function atEach({ name, aim }: Trip): readonly string[] {
  return name !== undefined && aim.kind === 'member' ? aim.member.addresses : [];
}

function byFamilies(trip: Trip, own: Arrival): readonly Cause[] {
  const found = atEach(trip).map(address =>
    listenCauses({ ...own, address, family: familyOf({ address }) }),
  );
  const [first = []] = found;
  if (found.every(causes => causes.length > 0) || found.every(causes => causes.length === 0)) {
    return first;
  }
  const shown = found.flatMap(causes => causes[0]?.evidence ?? []);
  return [cause('family', 'to', 'unknown', shown, false)];
}

function arrival(trip: Trip, port: number): Omit<Arrival, 'peer' | 'sockets'> {
  const { protocol, address } = trip;
  return { of: 'host', port, protocol, family: familyOf(trip), address, refused: 'refused' };
}

/** A port of the host: one that a container publishes, or that something on the host listens on. */
function atHost(trip: Trip, port: number): readonly Cause[] {
  const { scene, to } = trip;
  const found = publishedAt(trip);
  if (found !== undefined) return [...shutInCauses(trip), ...behind(trip, found)];
  const isHosts = to === undefined || isGuest(scene, to.peer);
  if (!isHosts) return unpublishedCauses(trip);
  const sockets = hostSockets(scene);
  return listenCauses({ ...arrival(trip, port), peer: to?.space.owner, sockets });
}

/** In the container, behind its published port. */
function behind(trip: Trip, { peer, binding }: Published): readonly Cause[] {
  const { scene, protocol } = trip;
  const [address = ''] = peer.members.find(({ net }) => !net.internal)?.addresses ?? [];
  const isClosed = isProxied(trip) && protocol === 'tcp';
  return listenCauses({
    ...{ of: peer.name, peer, port: binding.containerPort, protocol, address, family: 4 },
    sockets: socketsOf(scene, namespaceOf(scene, peer)),
    refused: isClosed ? 'closed' : 'refused',
  });
}

/**
 * What comes from an internal network for a published port is sent on to the container, instead of
 * to the proxy, and dropped between the bridges.
 */
function shutInCauses(trip: Trip): readonly Cause[] {
  const owner = ownerOf(trip);
  if (owner === undefined) return [];
  const near = gatewaysOf(trip).find(({ address }) => sameAddress(address, trip.address));
  const nets = near ? [near.net] : owner.members.map(({ net }) => net);
  if (nets.length === 0 || !nets.every(net => net.internal)) return [];
  const shown = nets.map(net => evidence(net.name, 'Internal', 'true'));
  return [cause('internal', 'from', 'timeout', shown)];
}

/** Docker's proxy takes what comes from the host's loopback and from any bridge. */
function isProxied(trip: Trip): boolean {
  return ownerOf(trip) !== undefined || (isFromHost(trip) && isLoopback(trip.name ?? trip.address));
}
