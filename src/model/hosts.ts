import type { Kind, Records } from '../engine/records';
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
    return host && record ? { key: formatKey(parsed), host, record } : undefined;
  }

  /** Every resource of a kind, on every host. */
  list<K extends Kind>(kind: K): readonly Found<K>[] {
    const id = idOf[kind];
    return this.all.flatMap(host =>
      host.store.all(kind).map(record => ({
        key: formatKey({ host: host.id, kind, id: id(record) }),
        host,
        record,
      })),
    );
  }

  start(): void {
    for (const host of this.all) host.start();
  }

  dispose(): void {
    for (const host of this.all) host.dispose();
    this.#changes.dispose();
    this.#states.dispose();
  }
}
