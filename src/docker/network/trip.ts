import { type Family, parseAddress, sameAddress } from '../address';
import { contains, parseCidr } from '../cidr';
import type { Question, Target } from './diagnosis';
import { bearersOf, isLoopback, type Resolved, resolve } from './names';
import { isUp, type Namespace, namespaceOf, sameNamespace, socketsOf } from './namespace';
import { findPeer, type Member, type Net, type Peer, type Scene } from './scene';

/** A question, with all that its words stand for. */
export interface Trip {
  readonly scene: Scene;
  readonly from: Place | 'host' | 'outside';
  /** The container at the other end; none where it is not known. */
  readonly to: Place | undefined;
  /** A name is used, and this one; else an address is. */
  readonly name: string | undefined;
  /** The address that is used, or the name resolves to; empty where there is none. */
  readonly address: string;
  readonly aim: Aim;
  readonly port: number | undefined;
  readonly protocol: 'tcp' | 'udp';
}

export interface Place {
  readonly peer: Peer;
  readonly space: Namespace;
}

export type Aim =
  /** The origin's own namespace. */
  | { readonly kind: 'loopback' }
  /** A container's address in a network. */
  | { readonly kind: 'member'; readonly member: Member }
  /** An address in a network that nobody has. */
  | { readonly kind: 'vacant'; readonly net: Net }
  /** The engine's host, by its address or a network's gateway. */
  | { readonly kind: 'host' }
  | { readonly kind: 'beyond' }
  /** The name does not resolve, or the container has no address. */
  | { readonly kind: 'nowhere' };

export function placeOf(scene: Scene, peer: Peer): Place {
  return { peer, space: namespaceOf(scene, peer) };
}

/** The container whose network the origin has; undefined for the host, also where it is a container's. */
export function ownerOf({ from }: Pick<Trip, 'from'>): Peer | undefined {
  return typeof from === 'string' || from.space.kind === 'host' ? undefined : from.space.owner;
}

export function isFromHost({ from }: Pick<Trip, 'from'>): boolean {
  return from === 'host' || (typeof from !== 'string' && from.space.kind === 'host');
}

export function familyOf({ address }: Pick<Trip, 'address'>): Family {
  return parseAddress(address)?.family ?? 4;
}

/** The networks that both are in, those that let members talk first. */
export function commonMembers(from: Peer, to: Peer): readonly Member[] {
  const common = to.members.filter(({ net }) => from.members.some(one => one.net.id === net.id));
  return [...common.filter(({ net }) => net.icc), ...common.filter(({ net }) => !net.icc)];
}

/** The trip that a question means; undefined where its origin is not among the facts. */
export function readTrip(scene: Scene, question: Question): Trip | undefined {
  const from = originOf(scene, question);
  if (from === undefined) return undefined;
  const { port, protocol = 'tcp', to } = question;
  const base = { scene, from, port, protocol };
  if ('container' in to) return { ...base, ...toContainer(base, to) };
  return { ...base, ...toWord(base, 'name' in to ? to.name : to.address, to) };
}

type Base = Pick<Trip, 'scene' | 'from' | 'port' | 'protocol'>;
type Goal = Pick<Trip, 'to' | 'name' | 'address' | 'aim'>;

function originOf(scene: Scene, { from }: Question): Trip['from'] | undefined {
  if (typeof from === 'string') return from;
  const peer = findPeer(scene, from.container);
  return peer && placeOf(scene, peer);
}

function toContainer(base: Base, target: Extract<Target, { container: string }>): Goal {
  const { scene, from } = base;
  const peer = findPeer(scene, target.container);
  const to = peer && placeOf(scene, peer);
  const by = target.by ?? (typeof from === 'string' ? 'address' : 'name');
  const name = by === 'name' ? (peer?.name ?? target.container) : undefined;
  if (to === undefined) return { to, name, address: '', aim: { kind: 'nowhere' } };
  return name === undefined ? byAddress(base, to) : { ...byName(base, name), to };
}

/** By whichever of its addresses is the best one from there. */
function byAddress(base: Base, to: Place): Goal {
  const { from } = base;
  const goal = { to, name: undefined };
  const own = typeof from === 'string' ? undefined : from.space;
  const isSame = own ? sameNamespace(own, to.space) : from === 'host' && to.space.kind === 'host';
  if (isSame) {
    const kind = to.space.kind === 'host' ? 'host' : 'loopback';
    return { ...goal, address: '127.0.0.1', aim: { kind } };
  }
  if (from === 'outside' || to.space.kind === 'host') return { ...goal, ...hostFrom(base) };
  const { owner, kind, stale } = to.space;
  const from6 = ownerOf(base);
  const members = from6 ? [...commonMembers(from6, owner), ...owner.members] : owner.members;
  const member = members.find(({ addresses }) => addresses.length > 0);
  if (kind === 'none' || stale || member === undefined) {
    return { ...goal, address: '', aim: { kind: 'nowhere' } };
  }
  return { ...goal, address: member.addresses[0] ?? '', aim: { kind: 'member', member } };
}

function hostFrom(base: Base): Pick<Goal, 'address' | 'aim'> {
  const gateway = gatewaysOf(base)[0]?.address;
  // From outside, whichever of its addresses.
  if (base.from === 'outside') return { address: '', aim: { kind: 'host' } };
  return { address: gateway ?? base.scene.hostAddresses[0] ?? '', aim: { kind: 'host' } };
}

/** Where the origin finds the host: only a bridge's gateway is the host. */
export function gatewaysOf(trip: Pick<Trip, 'from'>): readonly { address: string; net: Net }[] {
  const owner = ownerOf(trip);
  return (owner?.members ?? [])
    .filter(({ net }) => net.driver === 'bridge')
    .flatMap(({ gateways, net }) => gateways.map(address => ({ address, net })));
}

function toWord(base: Base, word: string, target: { readonly meant?: string }): Goal {
  const { scene } = base;
  const wished = target.meant === undefined ? undefined : findPeer(scene, target.meant);
  const isAddress = parseAddress(word) !== undefined;
  const goal = isAddress ? atAddress(base, word) : byName(base, word.trim());
  const to = wished ? placeOf(scene, wished) : (elsewhere(base, goal) ?? goal.to);
  return { ...goal, to };
}

/** Who is likely meant by localhost where nothing of the container's own listens: a neighbour first. */
function elsewhere(base: Base, { aim }: Goal): Place | undefined {
  const { scene, from, port, protocol } = base;
  if (aim.kind !== 'loopback' || typeof from === 'string') return undefined;
  const listens = (space: Namespace): boolean | undefined =>
    socketsOf(scene, space)?.some(one => one.port === port && one.protocol === protocol);
  if (listens(from.space) !== false) return undefined;
  const fits = scene.peers
    .filter(isUp)
    .map(peer => placeOf(scene, peer))
    .filter(({ space }) => !sameNamespace(space, from.space))
    .filter(({ peer, space }) => listens(space) ?? peer.exposed.includes(`${port}/${protocol}`));
  const isNear = ({ space }: Place): boolean =>
    commonMembers(from.space.owner, space.owner).length > 0;
  return fits.find(isNear) ?? fits[0];
}

function byName(base: Base, name: string): Goal {
  const { scene, from } = base;
  if (isLoopback(name)) return { ...atAddress(base, '127.0.0.1'), name };
  const found = typeof from === 'string' ? undefined : resolve(scene, from.space, name);
  if (found !== undefined) return { ...atResolved(base, found), name };
  const [bearer] = bearersOf(scene, name);
  const isForeign = bearer === undefined && (typeof from === 'string' || /\./.test(name));
  const to = bearer && placeOf(scene, bearer);
  return { to, name, address: '', aim: { kind: isForeign ? 'beyond' : 'nowhere' } };
}

function atResolved(base: Base, { addresses, peer, member }: Resolved): Goal {
  const [address = ''] = addresses;
  if (address === 'host-gateway') return { to: undefined, name: undefined, ...hostFrom(base) };
  if (peer === undefined) return atAddress(base, address);
  const to = placeOf(base.scene, peer);
  const own = typeof base.from === 'string' ? undefined : base.from.space;
  const isOwn = own !== undefined && sameNamespace(own, to.space);
  if (isOwn || !member) return { to, name: undefined, address, aim: { kind: 'loopback' } };
  return { to, name: undefined, address, aim: { kind: 'member', member } };
}

function atAddress(base: Base, address: string): Goal {
  const { scene, from } = base;
  const goal = { to: undefined, name: undefined, address };
  if (isLoopback(address)) {
    if (from === 'outside') return { ...goal, aim: { kind: 'beyond' } };
    if (typeof from === 'string' || isFromHost(base)) return { ...goal, aim: { kind: 'host' } };
    return { ...goal, to: from, aim: { kind: 'loopback' } };
  }
  const holder = holderOf(base, address);
  if (holder !== undefined) {
    const to = placeOf(scene, holder.peer);
    const isOwn = ownerOf(base)?.id === holder.peer.id;
    return { ...goal, to, aim: isOwn ? { kind: 'loopback' } : { ...holder, kind: 'member' } };
  }
  if (isHosts(scene, address)) return { ...goal, aim: { kind: 'host' } };
  const parsed = parseAddress(address);
  const net = scene.nets.find(({ subnets }) =>
    subnets.some(subnet => {
      const block = parseCidr(subnet);
      return block !== undefined && parsed !== undefined && contains(block, parsed);
    }),
  );
  if (net !== undefined) return { ...goal, aim: { kind: 'vacant', net } };
  const mayBeHost = from === 'outside' && scene.hostAddresses.length === 0;
  return { ...goal, aim: { kind: mayBeHost ? 'host' : 'beyond' } };
}

function holderOf(base: Base, address: string): { peer: Peer; member: Member } | undefined {
  const owner = ownerOf(base);
  const all = base.scene.peers
    .filter(isUp)
    .flatMap(peer =>
      peer.members
        .filter(({ addresses }) => addresses.some(one => sameAddress(one, address)))
        .map(member => ({ peer, member })),
    );
  const isNear = ({ member }: { member: Member }): boolean =>
    owner?.members.some(({ net }) => net.id === member.net.id) === true;
  return all.find(isNear) ?? all[0];
}

function isHosts(scene: Scene, address: string): boolean {
  const gateways = scene.nets.filter(net => net.driver === 'bridge').flatMap(net => net.gateways);
  return [...gateways, ...scene.hostAddresses].some(one => sameAddress(one, address));
}
