import type { Cure, Way } from './diagnosis';
import { publishedFor } from './listenCauses';
import { isLoopback } from './names';
import { socketsOf } from './namespace';
import type { Net, Peer, Scene } from './scene';
import { commonMembers, ownerOf, type Trip } from './trip';

/** What brings two containers into one network, on which names work if one is used. */
export function connectCures(trip: Trip): readonly Cure[] {
  const owner = ownerOf(trip);
  const other = trip.to?.space.owner;
  if (owner === undefined || other === undefined || other.mode.kind === 'host') return [];
  const joins = [...joinCures(trip, owner, other), ...joinCures(trip, other, owner)];
  return joins.length > 0 ? joins : newNetworkCure(trip);
}

/** One container into the networks of the other that it is not in. */
function joinCures(trip: Trip, joining: Peer, there: Peer): readonly Cure[] {
  return there.members
    .map(({ net }) => net)
    .filter(net => !net.isDefault && net.icc && net.driver !== 'overlay')
    .filter(net => !joining.members.some(one => one.net.id === net.id))
    .sort((one, other) => Number(one.internal) - Number(other.internal))
    .map(net => ({
      code: 'connect' as const,
      container: joining.name,
      commands: [connectLine(net.name, joining, aliasFor(trip, joining))],
      network: net.name,
      ...useAfter(trip, net.name),
    }));
}

function connectLine(network: string, peer: Peer, alias: string): readonly string[] {
  const words = alias === '' ? [] : ['--alias', alias];
  return ['docker', 'network', 'connect', ...words, network, peer.name];
}

/** The name that is used, where it is of the one that joins and not its own. */
function aliasFor({ name, to }: Trip, joining: Peer): string {
  if (name === undefined || isLoopback(name) || to?.space.owner.id !== joining.id) return '';
  return name === joining.name ? '' : name;
}

/** What to use then: the same name, unless that one does not come to it there. */
function useAfter(trip: Trip, network: string): { readonly use?: Way } {
  const { name, to, protocol, aim } = trip;
  if (to === undefined) return {};
  const port = portAfter(trip);
  const { owner } = to.space;
  const isIts = name !== undefined && !isLoopback(name) && namesOf(owner).includes(name);
  const isSame = port === trip.port;
  if (isSame && (isIts || (name === undefined && aim.kind === 'nowhere'))) return {};
  return { use: { kind: 'name', target: owner.name, port, protocol, network } };
}

/** Within a network, a port that is the host's is the one behind it. */
function portAfter({ scene, to, port, protocol }: Trip): number | undefined {
  if (to === undefined || port === undefined) return port;
  const sockets = socketsOf(scene, to.space) ?? [];
  if (sockets.some(one => one.port === port && one.protocol === protocol)) return port;
  return publishedFor(to.space.owner, port, protocol) ?? port;
}

/** What it goes by in every network. */
function namesOf({ name, hostname, id }: Peer): readonly string[] {
  return [name, hostname, id.slice(0, 12)];
}

/** A network of their own for both. */
export function newNetworkCure(trip: Trip): readonly Cure[] {
  const owner = ownerOf(trip);
  const other = trip.to?.space.owner;
  if (owner === undefined || other === undefined || owner.id === other.id) return [];
  const network = freeName(trip.scene, `${owner.name}-${other.name}`);
  const { protocol } = trip;
  const port = portAfter(trip);
  // Where they have a closed network in common, its name may still come first: the full one does not.
  const hasCommon = commonMembers(owner, other).some(({ net }) => !net.isDefault);
  const target = hasCommon ? `${other.name}.${network}` : other.name;
  const use: Way = { kind: 'name', target, port, protocol, network };
  const commands = [
    ['docker', 'network', 'create', network],
    connectLine(network, owner, ''),
    connectLine(network, other, hasCommon ? '' : aliasFor(trip, other)),
  ];
  const isSame = trip.name === other.name && !hasCommon && port === trip.port;
  return [{ code: 'connectBoth', container: '', commands, network, ...(isSame ? {} : { use }) }];
}

function freeName({ nets }: Scene, wished: string): string {
  const isTaken = (name: string): boolean => nets.some((net: Net) => net.name === name);
  let name = wished;
  for (let number = 2; isTaken(name); number++) name = `${wished}-${number}`;
  return name;
}
