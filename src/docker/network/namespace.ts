import { findPeer, type Peer, type Scene } from './scene';
import type { Socket } from './sockets';

/** Whose network a container lives in. */
export interface Namespace {
  /** The container that it belongs to: itself, unless it shares another's. */
  readonly owner: Peer;
  /** Shares another container's. */
  readonly shares: boolean;
  readonly kind: 'own' | 'host' | 'none';
  /** It was another's, who is gone or has a new one: only the loopback device is left. */
  readonly stale: boolean;
}

export function namespaceOf(scene: Scene, peer: Peer): Namespace {
  let owner = peer;
  let stale = false;
  const met = new Set([peer.id]);
  while (owner.mode.kind === 'container') {
    const parent = findPeer(scene, owner.mode.container);
    if (parent === undefined || met.has(parent.id)) {
      stale = true;
      break;
    }
    stale ||= startedAfter(parent, owner);
    met.add(parent.id);
    owner = parent;
  }
  const { kind } = owner.mode;
  return {
    owner,
    shares: peer.mode.kind === 'container',
    kind: kind === 'host' || (kind === 'none' && owner.members.length === 0) ? kind : 'own',
    stale,
  };
}

/** Both run, and the parent's run is the newer: its namespace is not the one that was joined. */
function startedAfter(parent: Peer, child: Peer): boolean {
  if (!isUp(parent)) return isUp(child);
  const [one, other] = [Date.parse(parent.startedAt), Date.parse(child.startedAt)];
  return isUp(child) && one > other;
}

/** Has processes: paused ones too. */
export function isUp({ state }: Peer): boolean {
  return state === 'running' || state === 'paused';
}

export function sameNamespace(one: Namespace, other: Namespace): boolean {
  if (one.stale || other.stale) return false;
  if (one.kind === 'host' && other.kind === 'host') return true;
  return one.owner.id === other.owner.id;
}

/** All that live in it, its owner first. */
export function inhabitants(scene: Scene, space: Namespace): readonly Peer[] {
  const others = scene.peers.filter(
    peer => peer.id !== space.owner.id && sameNamespace(namespaceOf(scene, peer), space),
  );
  return [space.owner, ...others];
}

/** What it listens on; undefined where that was not read. */
export function socketsOf(scene: Scene, space: Namespace): readonly Socket[] | undefined {
  if (space.kind === 'host' && scene.hostSockets !== undefined) return scene.hostSockets;
  for (const { id } of inhabitants(scene, space)) {
    const found = scene.sockets.get(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the host listens on: told, or read by a container that has its network. */
export function hostSockets(scene: Scene): readonly Socket[] | undefined {
  if (scene.hostSockets !== undefined) return scene.hostSockets;
  const guest = scene.peers.find(
    peer => namespaceOf(scene, peer).kind === 'host' && scene.sockets.has(peer.id),
  );
  return guest && scene.sockets.get(guest.id);
}
