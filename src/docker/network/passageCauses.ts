import { parseAddress, sameAddress } from '../address';
import { cause, evidence, networksEvidence } from './cause';
import type { Cause } from './diagnosis';
import { droppedSeen } from './nameCauses';
import type { Member, Net, Peer } from './scene';
import { commonMembers, familyOf, gatewaysOf, isFromHost, ownerOf, type Trip } from './trip';

/** What happens between the two ends: on the bridges, and in the engine's firewall. */
export function passageCauses(trip: Trip): readonly Cause[] {
  const { aim } = trip;
  switch (aim.kind) {
    case 'member':
      return toMember(trip, aim.member);
    case 'vacant':
      return [
        cause('missing', 'to', 'timeout', [
          evidence(aim.net.name, 'address', trip.address),
          evidence(aim.net.name, 'IPAM.Config', aim.net.subnets.join(', ')),
        ]),
      ];
    case 'host':
      return toHost(trip);
    case 'beyond':
      return toBeyond(trip);
    case 'nowhere':
      return uncommon(trip);
    default:
      return [];
  }
}

function toMember(trip: Trip, { net }: Member): readonly Cause[] {
  const owner = ownerOf(trip);
  if (owner === undefined) return fromHostTo(trip, net);
  const own = owner.members.find(one => one.net.id === net.id);
  if (own === undefined) return [];
  return [...closedBridge(trip, owner, net), ...unlike(trip, owner, own), ...driverOf(net)];
}

/** With several networks in common, a name may come to an address in any of them. */
function closedBridge(trip: Trip, owner: Peer, net: Net): readonly Cause[] {
  const common = trip.to ? commonMembers(owner, trip.to.space.owner).map(one => one.net) : [];
  const nets = trip.name === undefined || common.length === 0 ? [net] : common;
  const closed = nets.filter(one => !one.icc && one.driver === 'bridge');
  if (closed.length === 0) return [];
  const option = 'Options."com.docker.network.bridge.enable_icc"';
  const shown = closed.map(one => evidence(one.name, option, 'false'));
  return [cause('iccOff', 'between', 'timeout', shown, closed.length === nets.length)];
}

/** An address of a family that the origin has none of. */
function unlike(trip: Trip, owner: Peer, own: Member): readonly Cause[] {
  const families = own.addresses.map(one => parseAddress(one)?.family);
  const family = familyOf(trip);
  if (families.length === 0 || families.includes(family)) return [];
  const shown = [
    evidence(owner.name, 'address', own.addresses.join(', ')),
    evidence(trip.to?.peer.name ?? '', 'address', trip.address),
  ];
  return [cause('family', 'between', 'unreachable', shown)];
}

/** The engine's own drivers let members of one network talk; of others nothing is known. */
function driverOf(net: Net): readonly Cause[] {
  const isKnown = ['bridge', 'macvlan', 'ipvlan', 'overlay', 'nat'].includes(net.driver);
  return isKnown ? [] : [cause('driver', 'between', 'unknown', [driverEvidence(net)], false)];
}

function driverEvidence({ name, driver }: Net) {
  return evidence(name, 'Driver', driver);
}

/**
 * The host is itself on every bridge. The kernel keeps a macvlan and an ipvlan from the device that
 * it stands on, and an overlay's bridge is in a namespace of its own.
 */
function fromHostTo(trip: Trip, net: Net): readonly Cause[] {
  if (!isFromHost(trip)) return fromOutsideTo(net);
  if (net.driver === 'bridge') return [];
  const certain = ['macvlan', 'ipvlan', 'overlay'].includes(net.driver);
  const seen = certain ? 'timeout' : 'unknown';
  return [cause('driver', 'between', seen, [driverEvidence(net)], certain)];
}

/** On macvlan and ipvlan a container is a machine of the local network like others. */
function fromOutsideTo(net: Net): readonly Cause[] {
  const isOnLan = net.driver === 'macvlan' || net.driver === 'ipvlan';
  if (isOnLan) return [cause('driver', 'between', 'unknown', [driverEvidence(net)], false)];
  const shown = [evidence(net.name, 'IPAM.Config', net.subnets.join(', '))];
  return [cause('privateAddress', 'between', 'timeout', shown)];
}

function toHost(trip: Trip): readonly Cause[] {
  const owner = ownerOf(trip);
  if (owner === undefined) return [];
  const gateways = gatewaysOf(trip);
  const isGateway = gateways.some(({ address }) => sameAddress(address, trip.address));
  if (isGateway) return [];
  const hasBridge = owner.members.some(({ net }) => net.driver === 'bridge');
  if (!hasBridge && owner.members.length > 0) {
    const shown = owner.members.map(({ net }) => driverEvidence(net));
    const isOverlay = owner.members.some(({ net }) => net.driver === 'overlay');
    return [cause('driver', 'from', isOverlay ? 'unknown' : 'timeout', shown, !isOverlay)];
  }
  // Before 26, the host's other addresses are let through.
  if (droppedSeen(trip) !== 'unreachable') return [];
  return [cause('internal', 'from', 'unreachable', [networksEvidence(owner)])];
}

function toBeyond(trip: Trip): readonly Cause[] {
  const owner = ownerOf(trip);
  const shown = evidence(
    '',
    trip.name === undefined ? 'address' : 'name',
    trip.name ?? trip.address,
  );
  const isShutIn =
    owner !== undefined && owner.members.length > 0 && owner.members.every(one => one.net.internal);
  const unknown = cause('beyond', 'to', 'unknown', [shown], false);
  if (!isShutIn) return [unknown];
  const internal = owner.members.map(({ net }) => evidence(net.name, 'Internal', 'true'));
  return [cause('internal', 'from', droppedSeen(trip), [...internal, shown]), unknown];
}

/** Without a name that resolves, what the networks in common would do to it all the same. */
function uncommon(trip: Trip): readonly Cause[] {
  const owner = ownerOf(trip);
  if (owner === undefined || trip.to === undefined) return [];
  const common = commonMembers(owner, trip.to.space.owner);
  if (common.length === 0 || trip.to.space.owner.id === owner.id) return [];
  return common.slice(0, 1).flatMap(({ net }) => closedBridge(trip, owner, net));
}
