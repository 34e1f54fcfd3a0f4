import { connectCures, newNetworkCure } from './connectCures';
import type { Cause, CauseCode, Cure, Way } from './diagnosis';
import { isLoopback } from './names';
import type { Peer } from './scene';
import { commonMembers, ownerOf, type Trip } from './trip';

/** What cures the first of the causes, best first; `works` is what would work as it is. */
export function curesOf(
  trip: Trip,
  [first, ...also]: readonly Cause[],
  works: readonly Way[],
): readonly Cure[] {
  if (first === undefined) return [];
  // Started again, it would fail again.
  const clash = also.find(one => one.certain && one.code === 'portClash');
  const { code, side } = clash ?? first;
  const end = side === 'from' ? trip.from : trip.to;
  const peer = end === undefined || typeof end === 'string' ? undefined : end.peer;
  const uses = works.map(useWay);
  const make = cures[code];
  return make === undefined ? uses : make({ trip, peer, side, uses });
}

interface Case {
  readonly trip: Trip;
  /** Whose matter the cause is, where it is a container's. */
  readonly peer: Peer | undefined;
  readonly side: Cause['side'];
  /** Other ways, as cures. */
  readonly uses: readonly Cure[];
}

const cures: Partial<Record<CauseCode, (one: Case) => readonly Cure[]>> = {
  notRunning: ({ peer, trip }) => [...act('start', startable(peer, trip)), ...logs(peer)],
  paused: ({ peer }) => act('unpause', peer),
  restarting: ({ peer }) => logs(peer),
  unhealthy: ({ peer }) => [...logs(peer), ...act('restart', peer)],
  none: noneCures,
  staleParent: staleCures,
  portClash: ({ peer, trip }) => [...recreate(peer, ownNetwork(trip)), ...logs(peer)],
  sharedNamespace: ({ trip, uses }) => (uses.length > 0 ? uses : connectCures(trip)),
  hostMode: hostModeCures,
  noSharedNetwork: ({ trip, uses }) => [...connectCures(trip), ...uses],
  defaultBridgeName: ({ trip, uses }) => [...connectCures(trip), ...uses],
  nameUnknown: ({ trip, uses }) => [...uses.slice(0, 1), ...aliasCures(trip), ...uses.slice(1)],
  notListening: ({ trip, uses }) => [...uses, ...logs(trip.to?.peer)],
  loopbackOnly: loopbackCures,
  otherAddress: loopbackCures,
  internal: internalCures,
  iccOff: ({ trip, uses }) => [...newNetworkCure(trip), ...uses],
  publishedOnLoopback: publishCures,
  publishAllUseless: publishCures,
  exposedOnly: publishCures,
  notPublished: publishCures,
  privateAddress: publishCures,
  family: ({ trip, uses }) => (uses.length > 0 ? uses : connectCures(trip)),
  driver: ({ trip, uses }) => [...uses, ...bridgeCures(trip)],
  differentEngines: publishCures,
};

function useWay(use: Way): Cure {
  return { code: 'useWay', container: '', commands: [], use };
}

function act(code: 'start' | 'unpause' | 'restart', peer: Peer | undefined): readonly Cure[] {
  if (peer === undefined) return [];
  return [{ code, container: peer.name, commands: [['docker', code, peer.name]] }];
}

function logs(peer: Peer | undefined): readonly Cure[] {
  if (peer === undefined) return [];
  const command = ['docker', 'logs', '--tail', '50', peer.name];
  return [{ code: 'showLogs', container: peer.name, commands: [command] }];
}

/** Of one that shares another's network, that other one first. */
function startable(peer: Peer | undefined, { to }: Trip): Peer | undefined {
  const owner = to?.peer === peer ? to?.space.owner : undefined;
  return owner !== undefined && owner.state !== 'running' ? owner : peer;
}

function recreate(peer: Peer | undefined, network: string): readonly Cure[] {
  if (peer === undefined || network === '') return [];
  const change = { option: 'network' as const, value: network };
  return [{ code: 'recreate', container: peer.name, commands: [], change }];
}

/** A network of the origin that names work on, else any. */
function ownNetwork(trip: Trip): string {
  const members = ownerOf(trip)?.members ?? [];
  const named = members.find(({ net }) => !net.isDefault && !net.internal) ?? members[0];
  return named?.net.name ?? 'bridge';
}

/** The engine lets nothing into `none`, and nothing join beside it. */
function noneCures({ trip, peer, side }: Case): readonly Cure[] {
  if (peer === undefined) return [];
  const { owner } =
    (side === 'from' ? trip.from : trip.to) === trip.to && trip.to
      ? trip.to.space
      : { owner: peer };
  const other = side === 'from' ? trip.to?.space.owner : ownerOf(trip);
  const joined = other?.members.find(({ net }) => !net.isDefault) ?? other?.members[0];
  const network = joined?.net.name ?? 'bridge';
  const commands = [
    ['docker', 'network', 'disconnect', 'none', owner.name],
    ['docker', 'network', 'connect', network, owner.name],
  ];
  return [{ code: 'leaveNone', container: owner.name, commands, network }];
}

/** A new start joins the namespace that its parent has now; without the parent there is none to join. */
function staleCures({ trip, peer, side }: Case): readonly Cure[] {
  const space = side === 'from' && typeof trip.from !== 'string' ? trip.from.space : trip.to?.space;
  if (peer === undefined || space === undefined) return [];
  if (space.owner.id === peer.id) return recreate(peer, ownNetwork(trip));
  const parent = space.owner.state === 'running' ? [] : [['docker', 'start', space.owner.name]];
  const commands = [...parent, ['docker', 'restart', peer.name]];
  return [{ code: 'restart', container: peer.name, commands }];
}

/** Only a recreate takes a container off the host's network. */
function hostModeCures({ trip, peer, side, uses }: Case): readonly Cure[] {
  const other = side === 'from' ? trip.to?.space.owner : ownerOf(trip);
  const named = other?.members.find(({ net }) => !net.isDefault)?.net.name ?? '';
  return [...uses, ...recreate(peer, named)];
}

/** The same network once more, with the name that is used. */
function aliasCures(trip: Trip): readonly Cure[] {
  const owner = ownerOf(trip);
  const { to, name } = trip;
  if (owner === undefined || to === undefined || name === undefined) return [];
  if (!/^[\w][\w.-]*$/.test(name) || isLoopback(name)) return [];
  const member = commonMembers(owner, to.space.owner).find(({ net }) => !net.isDefault);
  if (member === undefined) return [];
  const target = to.space.owner;
  const [network, container] = [member.net.name, target.name];
  const kept = member.aliases.filter(one => !target.id.startsWith(one));
  const aliases = [...new Set([...kept, name])].flatMap(one => ['--alias', one]);
  const commands = [
    ['docker', 'network', 'disconnect', network, container],
    ['docker', 'network', 'connect', ...aliases, network, container],
  ];
  return [{ code: 'addAlias', container, commands, network }];
}

/** What the program listens on is its own setting; who shares its network reaches it as it is. */
function loopbackCures({ trip, peer, uses }: Case): readonly Cure[] {
  const { from, to } = trip;
  if (to === undefined || peer === undefined) return uses;
  const listen: Cure = { code: 'listenOnAll', container: peer.name, commands: [] };
  const sharing =
    typeof from === 'string' ? [] : recreate(from.peer, `container:${to.space.owner.name}`);
  return [listen, ...uses, ...sharing];
}

/** A second network with a way out: the first stays as closed as it is. */
function internalCures({ trip, peer, side }: Case): readonly Cure[] {
  const ends = side === 'from' ? trip.from : trip.to;
  if (peer === undefined || ends === undefined || typeof ends === 'string') return [];
  return joinOpen(trip, ends.space.owner);
}

function joinOpen({ scene }: Trip, owner: Peer): readonly Cure[] {
  const isOpen = (net: Trip['scene']['nets'][number]): boolean =>
    net.driver === 'bridge' && !net.internal && !owner.members.some(one => one.net.id === net.id);
  const own = scene.nets.find(net => isOpen(net) && net.isDefault) ?? scene.nets.find(isOpen);
  const network = own?.name ?? 'bridge';
  const commands = [['docker', 'network', 'connect', network, owner.name]];
  return [{ code: 'connect', container: owner.name, commands, network }];
}

/** The host reaches what has a bridge, too. */
function bridgeCures(trip: Trip): readonly Cure[] {
  const { to, from } = trip;
  const owner = ownerOf(trip);
  if (owner !== undefined) return joinOpen(trip, owner);
  return to === undefined || from === 'outside' ? [] : joinOpen(trip, to.space.owner);
}

function publishCures({ trip, uses }: Case): readonly Cure[] {
  const { to, port, protocol } = trip;
  if (to === undefined || port === undefined) return uses;
  const { owner } = to.space;
  const asked = owner.bindings.find(one => one.hostPort === port && one.protocol === protocol);
  const value = `${port}:${asked?.containerPort ?? port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
  const change = { option: 'publish' as const, value };
  return [...uses, { code: 'publish', container: owner.name, commands: [], change }];
}
