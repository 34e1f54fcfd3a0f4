import { type Kind, kinds, type Records } from '../engine/records';
import { Emitter } from './emitter';
import type { Host, HostState } from './host';
import { formatKey, parseKey, type ResourceKey } from './key';
import { type Change, idOf } from './store';

export interface HostChange extends Change {
  readonly host: Host;
}

export interface HostStateChange {
  readonly host: Host;
  readonly state: HostState;
}

/** A resource together with the host that holds it. */
export interface Found<K extends Kind = Kind> {
  readonly key: string;
  readonly host: Host;
  readonly record: Records[K];
}

/** All hosts of this window. There is one today; nothing outside here counts on that. */
export class Hosts {
  readonly #changes = new Emitter<HostChange>();
  readonly #states = new Emitter<HostStateChange>();
  readonly onDidChange = this.#changes.event;
  readonly onDidChangeState = this.#states.event;
  readonly #lists = new Map<string, { readonly revision: number; readonly found: Found[] }>();
  /** A record keeps its identity while it says the same, and so does this. */
  readonly #found = new WeakMap<object, Found>();

  constructor(readonly all: readonly Host[]) {
    for (const host of all) {
      host.store.onDidChange(change => this.#changes.fire({ ...change, host }));
      host.onDidChangeState(state => this.#states.fire({ host, state }));
    }
  }

  get(id: string): Host | undefined {
    return this.all.find(host => host.id === id);
  }

  /** The resource that a key names, as it is now; nothing when it is gone. */
  find<K extends Kind>(kind: K, key: string): Found<K> | undefined {
    const parsed: ResourceKey | undefined = parseKey(key);
    if (parsed?.kind !== kind) return undefined;
    const host = this.get(parsed.host);
    const record = host?.store.get(kind, parsed.id);
    return host && record ? this.#of(host, kind, record) : undefined;
  }

  /** Every resource of a kind, on every host. Cheap until something of it changes. */
  list<K extends Kind>(kind: K): readonly Found<K>[] {
    const [only, ...others] = this.all;
    if (only && others.length === 0) return this.#listOf(only, kind);
    return this.all.flatMap(host => this.#listOf(host, kind));
  }

  start(): void {
    for (const host of this.all) host.start();
  }

  dispose(): void {
    for (const host of this.all) host.dispose();
    this.#changes.dispose();
    this.#states.dispose();
  }

  #listOf<K extends Kind>(host: Host, kind: K): readonly Found<K>[] {
    const place = `${kinds.indexOf(kind)}/${host.id}`;
    const revision = host.store.revision(kind);
    const last = this.#lists.get(place);
    if (last?.revision === revision) return last.found as Found<K>[];
    const found = host.store.all(kind).map(record => this.#of(host, kind, record));
    this.#lists.set(place, { revision, found });
    return found;
  }

  #of<K extends Kind>(host: Host, kind: K, record: Records[K]): Found<K> {
    const last = this.#found.get(record);
    if (last) return last as Found<K>;
    const id = idOf[kind](record);
    const found = { key: formatKey({ host: host.id, kind, id }), host, record };
    this.#found.set(record, found);
    return found;
  }
}
