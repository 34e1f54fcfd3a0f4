import { parseAddress } from '../address';
import { shortId } from '../shortId';
import type { Namespace } from './namespace';
import type { Member, Peer, Scene } from './scene';

/** What a name comes to where it is used. */
export interface Resolved {
  /** Empty where the container has none now. */
  readonly addresses: readonly string[];
  /** The container that has the name, and its place in the network; none for a line of /etc/hosts. */
  readonly peer?: Peer;
  readonly member?: Member;
}

/**
 * The names of a container in one network. The DNS that answers them is that of networks users
 * make; each is found with the network's name behind it, too.
 */
export function namesIn(peer: Peer, member: Member): readonly string[] {
  if (member.net.isDefault) return [];
  const short = shortId(peer.id);
  // 20.10 puts the short id and the hostname among the aliases; since 26 they stand in DNSNames.
  const told = member.dnsNames ?? [peer.name, ...member.aliases, short];
  const all = [peer.name, ...told];
  return [...new Set(all.filter(name => name !== ''))].sort(
    (one, other) => rank(one, peer, short) - rank(other, peer, short),
  );
}

/** Those that people use come first. */
function rank(name: string, peer: Peer, short: string): number {
  if (name === peer.name) return 0;
  if (name === short) return 3;
  return name === peer.hostname ? 2 : 1;
}

/** As the resolver of a namespace does it: /etc/hosts, then Docker's DNS on its networks. */
export function resolve(scene: Scene, space: Namespace, name: string): Resolved | undefined {
  const word = name.toLowerCase().replace(/\.$/, '');
  const fixed = hostsLine(space.owner, word);
  if (fixed !== undefined) return { addresses: [fixed] };
  const { owner } = space;
  if (space.kind !== 'own') return undefined;
  if (word === owner.hostname.toLowerCase()) {
    const [member] = owner.members;
    return { addresses: member?.addresses ?? [], peer: owner, ...(member && { member }) };
  }
  return linked(scene, owner, word) ?? shared(scene, owner, word);
}

/** `--add-host`; `host-gateway` is the default bridge's gateway. */
function hostsLine(owner: Peer, word: string): string | undefined {
  for (const line of owner.extraHosts) {
    const [, name = '', address = ''] = /^([^:=]+)[:=](.+)$/.exec(line) ?? [];
    if (name.toLowerCase() === word) return address.replace(/^\[(.*)\]$/, '$1');
  }
  return undefined;
}

/** `--link`: the only names on the default bridge. */
function linked(scene: Scene, owner: Peer, word: string): Resolved | undefined {
  for (const link of owner.links) {
    const [target = '', alias = target] = link.split(':').map(part => part.split('/').pop() ?? '');
    const peer = scene.peers.find(one => one.name === target);
    if (peer === undefined) continue;
    const names = [alias, target, shortId(peer.id), peer.hostname].map(one => one.toLowerCase());
    const member = peer.members.find(({ net }) => owner.members.some(one => one.net.id === net.id));
    if (names.includes(word) && member) return { addresses: member.addresses, peer, member };
  }
  return undefined;
}

/** Only of running containers: a name goes with the last run. */
function shared(scene: Scene, owner: Peer, word: string): Resolved | undefined {
  for (const { net } of owner.members) {
    for (const peer of scene.peers) {
      const member = peer.members.find(one => one.net.id === net.id);
      if (member === undefined || !['running', 'paused'].includes(peer.state)) continue;
      const names = namesIn(peer, member).map(one => one.toLowerCase());
      if (names.some(one => word === one || word === `${one}.${net.name.toLowerCase()}`)) {
        return { addresses: member.addresses, peer, member };
      }
    }
  }
  return undefined;
}

/** Containers that bear the name in any network, or as their own. */
export function bearersOf(scene: Scene, name: string): readonly Peer[] {
  const word = name.toLowerCase();
  return scene.peers.filter(peer => {
    const everywhere = peer.members.flatMap(member => [
      ...namesIn(peer, member),
      ...member.aliases,
    ]);
    const all = [peer.name, peer.hostname, shortId(peer.id), ...everywhere];
    return all.some(one => one.toLowerCase() === word);
  });
}

/** `localhost`, 127.x and ::1. */
export function isLoopback(word: string): boolean {
  if (/^localhost\.?$/i.test(word)) return true;
  const address = parseAddress(word);
  if (address === undefined) return false;
  return address.family === 4 ? address.value >> 24n === 127n : address.value === 1n;
}
