import { cause, evidence, networksEvidence } from './cause';
import type { Cause } from './diagnosis';
import { isLoopback } from './names';
import { sameNamespace } from './namespace';
import { commonMembers, isFromHost, ownerOf, type Trip } from './trip';

/** What the networks of both ends have to do with each other, and with the name that is used. */
export function nameCauses(trip: Trip): readonly Cause[] {
  return [...apart(trip), ...onDefaultBridge(trip), ...unknown(trip), ...ownLoopback(trip)];
}

/** The other end, where both are containers with networks of their own, and not the same one. */
function others(trip: Trip) {
  const { from, to } = trip;
  const owner = ownerOf(trip);
  if (typeof from === 'string' || owner === undefined || to === undefined) return undefined;
  const isOdd = [from.space, to.space].some(space => space.kind !== 'own' || space.stale);
  if (isOdd || sameNamespace(from.space, to.space)) return undefined;
  const common = commonMembers(owner, to.space.owner);
  return { owner, other: to.space.owner, common };
}

function apart(trip: Trip): readonly Cause[] {
  const { aim } = trip;
  const ends = others(trip);
  // A port that is published on the host needs no network in common.
  if (aim.kind === 'host') return [];
  if (ends === undefined) return [];
  const { owner, other, common } = ends;
  if (aim.kind === 'member') {
    const isNear = owner.members.some(({ net }) => net.id === aim.member.net.id);
    if (isNear) return [];
  } else if (common.length > 0) return [];
  const shown = [owner, other].map(networksEvidence);
  return [cause('noSharedNetwork', 'between', apartSeen(trip), shown)];
}

function apartSeen(trip: Trip): Cause['seen'] {
  const { aim, name } = trip;
  if (aim.kind === 'nowhere') return name === undefined ? 'nothing' : 'badAddress';
  return aim.kind === 'loopback' ? 'refused' : droppedSeen(trip);
}

/** Since 26, what is in internal networks alone has no way out at all. */
export function droppedSeen(trip: Trip): 'timeout' | 'unreachable' {
  const members = ownerOf(trip)?.members ?? [];
  const isShutIn = members.length > 0 && members.every(({ net }) => net.internal);
  return isShutIn && trip.scene.majorVersion >= 26 ? 'unreachable' : 'timeout';
}

function onDefaultBridge(trip: Trip): readonly Cause[] {
  const { name, aim } = trip;
  const ends = others(trip);
  if (name === undefined || aim.kind !== 'nowhere' || ends === undefined) return [];
  const { common, other, owner } = ends;
  if (common.length === 0 || !common.every(({ net }) => net.isDefault)) return [];
  const shown = [networksEvidence(owner), networksEvidence(other), evidence(name, 'name', '')];
  return [cause('defaultBridgeName', 'between', 'badAddress', shown)];
}

/** The rest of the names that do not resolve. */
function unknown(trip: Trip): readonly Cause[] {
  const { name, aim, from, to } = trip;
  if (name === undefined || isLoopback(name)) return [];
  if (aim.kind === 'beyond') return [];
  const shown = [evidence(name, 'name', '')];
  if (aim.kind !== 'nowhere')
    return isAnothers(trip) ? [cause('nameUnknown', 'between', 'connects', shown)] : [];
  if (typeof from === 'string') return [cause('nameUnknown', 'from', 'badAddress', shown)];
  if (to === undefined) return [cause('nameUnknown', 'between', 'badAddress', shown)];
  const ends = others(trip);
  const hasNames = ends?.common.some(({ net }) => !net.isDefault);
  return hasNames ? [cause('nameUnknown', 'between', 'badAddress', shown)] : [];
}

/** The name is there, but of another container than the one that is meant. */
function isAnothers({ aim, to }: Trip): boolean {
  if (aim.kind !== 'member' || to === undefined) return false;
  return !to.space.owner.members.some(
    ({ net, addresses }) =>
      net.id === aim.member.net.id && addresses.join() === aim.member.addresses.join(),
  );
}

/** In a container, localhost is that container; with the host's network, it is the host. */
function ownLoopback(trip: Trip): readonly Cause[] {
  const { from, to, name, address } = trip;
  const word = name ?? address;
  if (!isLoopback(word) || to === undefined) return [];
  if (isFromHost(trip)) return [];
  const isOwn = typeof from !== 'string' && sameNamespace(from.space, to.space);
  if (isOwn) return [];
  const field = name === undefined ? 'address' : 'name';
  const of = typeof from === 'string' ? from : from.peer.name;
  return [cause('localhost', 'between', 'refused', [evidence(of, field, word)])];
}
