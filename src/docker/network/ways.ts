import { sameAddress } from '../address';
import type { Way } from './diagnosis';
import { takes } from './listenCauses';
import { isLoopback, namesIn, resolve } from './names';
import { hostSockets, isUp, sameNamespace, socketsOf } from './namespace';
import type { Member, Peer } from './scene';
import { gatewaysOf, isFromHost, ownerOf, type Place, type Trip } from './trip';

/** The names and addresses that would work for what is asked, and those of what listens instead. */
export function waysOf(trip: Trip): readonly Way[] {
  const { from, to } = trip;
  if (to === undefined || !isReady(to)) return [];
  if (typeof from !== 'string' && !isReady(from)) return [];
  const ports = portsOf(trip, to);
  const found = [...ownWays(trip, to, ports), ...hostWays(trip, to, ports)];
  const seen = new Set<string>();
  return found.filter(way => {
    const key = `${way.target} ${way.port} ${way.protocol}`;
    return !seen.has(key) && seen.add(key);
  });
}

function isReady({ peer, space }: Place): boolean {
  return peer.state === 'running' && space.owner.state === 'running' && !space.stale;
}

interface Open {
  readonly port: number | undefined;
  readonly protocol: 'tcp' | 'udp';
}

/**
 * The port that is asked for, where something listens on it or that cannot be told; else the one
 * behind it, if it is the host's; else all that it listens on.
 */
function portsOf({ scene, port, protocol }: Trip, { space }: Place): readonly Open[] {
  if (port === undefined) return [{ port, protocol }];
  const sockets = space.kind === 'host' ? hostSockets(scene) : socketsOf(scene, space);
  const behind = space.owner.bindings
    .filter(one => one.bound && one.protocol === protocol && one.hostPort === port)
    .map(one => one.containerPort);
  if (sockets === undefined) return [{ port: behind[0] ?? port, protocol }];
  const listened = [...sockets].filter(one => !isLoopback(one.address) || space.kind === 'none');
  const all = listened.length > 0 ? listened : sockets;
  const has = (wanted: number): boolean =>
    all.some(one => one.port === wanted && one.protocol === protocol);
  const wanted = [port, ...behind].filter(has);
  if (wanted.length > 0) return wanted.map(one => ({ port: one, protocol }));
  const same = all.filter(one => one.protocol === protocol);
  const others = new Map([...same, ...all].map(one => [`${one.port}${one.protocol}`, one]));
  return [...others.values()]
    .slice(0, mostPorts)
    .map(one => ({ port: one.port, protocol: one.protocol }));
}

/** A container that listens on more than these is not told in full. */
const mostPorts = 5;

/** By names and addresses of its own. */
function ownWays(trip: Trip, to: Place, ports: readonly Open[]): readonly Way[] {
  const { from } = trip;
  if (typeof from !== 'string' && sameNamespace(from.space, to.space)) {
    return ports
      .filter(open => listensAt(trip, to, open, '127.0.0.1'))
      .filter(open => to.space.kind !== 'host' || !isPublished(trip, open, '127.0.0.1'))
      .map(open => ({ kind: 'localhost', target: 'localhost', ...open, network: '' }));
  }
  if (to.space.kind !== 'own') return [];
  const { owner } = to.space;
  const near = owner.members.filter(member => isNear(trip, member));
  const at = (target: string, member: Member) =>
    ports
      .filter(open => listensAt(trip, to, open, target))
      .map(open => ({ kind: 'address' as const, target, ...open, network: member.net.name }));
  return [
    ...near.flatMap(member =>
      namesFrom(trip, owner, member).flatMap(name =>
        ports
          .filter(open => member.addresses.every(one => listensAt(trip, to, open, one)))
          .map(open => ({
            kind: 'name' as const,
            target: name,
            ...open,
            network: member.net.name,
          })),
      ),
    ),
    ...near.flatMap(member => member.addresses.flatMap(address => at(address, member))),
  ];
}

/** Whether what is sent to this place arrives. */
function isNear(trip: Trip, { net }: Member): boolean {
  if (trip.from === 'outside') return false;
  if (isFromHost(trip)) return net.driver === 'bridge';
  const isIn = ownerOf(trip)?.members.some(one => one.net.id === net.id) === true;
  return isIn && (net.icc || net.driver !== 'bridge');
}

/** Of one name in several networks, the first may come to an address that is no good. */
function namesFrom({ scene, from }: Trip, peer: Peer, member: Member): readonly string[] {
  if (typeof from === 'string' || from.space.kind !== 'own') return [];
  const arrives = (name: string): boolean => {
    const found = resolve(scene, from.space, name);
    return found?.peer?.id === peer.id && found.addresses.join() === member.addresses.join();
  };
  const { owner } = from.space;
  const common = peer.members.filter(({ net }) => owner.members.some(one => one.net.id === net.id));
  const isSafe = common.every(({ net }) => net.icc);
  const links = owner.links.flatMap(link => link.split('/').pop() ?? []);
  const plain = [...namesIn(peer, member), ...links].filter(arrives);
  const full = member.net.isDefault ? [] : [`${peer.name}.${member.net.name}`];
  return isSafe ? plain : full;
}

function listensAt(
  { scene }: Trip,
  { space }: Place,
  { port, protocol }: Open,
  address: string,
): boolean {
  const sockets = socketsOf(scene, space);
  if (port === undefined || sockets === undefined) return true;
  const family = address.includes(':') ? 6 : 4;
  return sockets.some(
    one => one.port === port && one.protocol === protocol && takes(one, address, family),
  );
}

/** By the host: what is published there, or the host's own ports of a container in its network. */
function hostWays(trip: Trip, to: Place, ports: readonly Open[]): readonly Way[] {
  const { owner, kind } = to.space;
  const doors = doorsOf(trip);
  if (kind === 'host') {
    return isFromHost(trip)
      ? []
      : doors.flatMap(door =>
          ports
            .filter(open => listensAt(trip, to, open, door.target))
            .filter(open => !isPublished(trip, open, door.target))
            .map(open => ({ ...door, ...open })),
        );
  }
  if (kind !== 'own' || !isUp(owner)) return [];
  const isOpen = (open: Open): boolean =>
    listensAt(trip, to, open, owner.members[0]?.addresses[0] ?? '');
  return owner.bindings.flatMap(({ bound, hostIp, hostPort, containerPort, protocol }) => {
    const open = ports.find(one => one.port === containerPort && one.protocol === protocol);
    if (!bound || open === undefined || !isOpen(open)) return [];
    return doors
      .filter(({ target, network }) => fits(hostIp, target) && !isInternal(trip, network))
      .map(door => ({ ...door, port: hostPort, protocol: open.protocol }));
  });
}

/** A port of the host that leads into a container is not the program's of the host there. */
function isPublished({ scene }: Trip, open: Open, target: string): boolean {
  return scene.peers
    .filter(isUp)
    .flatMap(({ bindings }) => bindings)
    .filter(({ bound, hostIp }) => bound && fits(hostIp, target))
    .some(one => one.hostPort === open.port && one.protocol === open.protocol);
}

/** From an internal network, what is published is not reached. */
function isInternal({ scene }: Trip, network: string): boolean {
  return scene.nets.some(({ name, internal }) => internal && name === network);
}

/** Where the host is found from there. */
function doorsOf(trip: Trip): readonly Omit<Way, 'port' | 'protocol'>[] {
  const addresses = trip.scene.hostAddresses.map(target => ({
    ...{ kind: 'host' as const, target, network: '' },
  }));
  if (trip.from === 'outside') {
    return addresses.length > 0 ? addresses : [{ kind: 'host', target: '', network: '' }];
  }
  if (isFromHost(trip)) return [{ kind: 'localhost', target: '127.0.0.1', network: '' }];
  return gatewaysOf(trip).map(({ address, net }) => ({
    ...{ kind: 'gateway' as const, target: address, network: net.name },
  }));
}

function fits(hostIp: string, target: string): boolean {
  const family = target.includes(':') ? 6 : 4;
  if (hostIp === '') return true;
  if (hostIp === '0.0.0.0') return family === 4;
  if (hostIp === '::') return family === 6;
  if (isLoopback(target)) return isLoopback(hostIp);
  return target === '' ? !isLoopback(hostIp) : sameAddress(hostIp, target);
}
