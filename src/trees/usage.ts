import { parseNetworkMode } from '../docker/networkMode';
import { parseSwapName } from '../docker/swapNames';
import type { Container, Kind } from '../engine/records';

/** Something a container uses. A network or container may be named instead of known by its id. */
export interface Use {
  readonly kind: Kind;
  readonly idOrName: string;
}

/** Who uses what, kept by the containers' own records: no other list of the engine tells it. */
export class Usage {
  /** Whether all containers are known; before, nobody can say that something is unused. */
  isKnown = false;
  readonly #uses = new Map<string, readonly Use[]>();
  /** By the id of an old container that is kept: the name of the one in its place. */
  readonly #kept = new Map<string, string>();
  /** By kind, and not by one text of both: ten thousand containers are taken over at once. */
  readonly #users: Readonly<Record<Kind, Map<string, Set<string>>>> = {
    container: new Map(),
    image: new Map(),
    volume: new Map(),
    network: new Map(),
  };

  /** Takes a container's record, or that it is gone; returns what it used before and uses now. */
  set(id: string, container: Container | undefined): readonly Use[] {
    const kept = container && keptFor(container);
    if (kept === undefined) this.#kept.delete(id);
    else this.#kept.set(id, kept);
    const before = this.#uses.get(id) ?? nothing;
    const now = container ? usesOf(container) : nothing;
    for (const { kind, idOrName } of before) this.#users[kind].get(idOrName)?.delete(id);
    for (const { kind, idOrName } of now) {
      const users = this.#users[kind].get(idOrName);
      if (users) users.add(id);
      else this.#users[kind].set(idOrName, new Set([id]));
    }
    for (const { kind, idOrName } of before) {
      if (this.#users[kind].get(idOrName)?.size === 0) this.#users[kind].delete(idOrName);
    }
    if (container) this.#uses.set(id, now);
    else this.#uses.delete(id);
    return before.length === 0 ? now : [...before, ...now];
  }

  /** The containers that use it, by id. Several names, where it may be known by more than one. */
  users(kind: Kind, ...idsOrNames: readonly string[]): readonly string[] {
    const [first, ...more] = this.#sets(kind, idsOrNames);
    if (!first) return [];
    return more.length === 0 ? [...first] : [...new Set([first, ...more].flatMap(s => [...s]))];
  }

  /** How many containers use it; undefined while not all of them are known. */
  count(kind: Kind, ...idsOrNames: readonly string[]): number | undefined {
    if (!this.isKnown) return undefined;
    const sets = this.#sets(kind, idsOrNames);
    // Thousands may be in one network: nothing is copied to count them.
    return sets.length > 1 ? this.users(kind, ...idsOrNames).length : (sets[0]?.size ?? 0);
  }

  /** The name of the container in whose place another is, where this one is kept for that. */
  keptFor(id: string): string | undefined {
    return this.#kept.get(id);
  }

  /** Whether an old container is kept that had this name. There are never many. */
  hasKept(name: string): boolean {
    return this.#kept.size > 0 && [...this.#kept.values()].includes(name);
  }

  #sets(kind: Kind, idsOrNames: readonly string[]): readonly ReadonlySet<string>[] {
    return idsOrNames.map(one => this.#users[kind].get(one)).filter(set => set !== undefined);
  }
}

const nothing: readonly Use[] = [];

function keptFor({ name }: Container): string | undefined {
  const part = parseSwapName(name);
  return part?.part === 'old' ? part.name : undefined;
}

function usesOf(container: Container): readonly Use[] {
  const uses: Use[] = [];
  const add = (kind: Kind, idOrName: string): void => {
    const isThere = uses.some(use => use.kind === kind && use.idOrName === idOrName);
    if (idOrName !== '' && !isThere) uses.push({ kind, idOrName });
  };
  add('image', container.imageId);
  for (const mount of container.mounts) add('volume', mount.volume);
  // One that never ran has no network's id yet on older engines, only its name; on Podman none has.
  for (const place of container.networks) add('network', place.networkId || place.network);
  const mode = parseNetworkMode(container.networkMode);
  if (mode.kind === 'container') add('container', mode.container);
  if ((mode.kind === 'host' || mode.kind === 'none') && container.networks.length === 0) {
    add('network', mode.kind);
  }
  return uses;
}
