import type { Kind, Records } from '../engine/records';
import { apply, type Difference, isEmpty } from './diff';
import { Emitter } from './emitter';

export interface Change extends Difference {
  readonly kind: Kind;
}

/** How much of a kind is known: nothing was read yet, it was, or reading it failed. */
export type Loaded = 'no' | 'yes' | 'failed';

type Maps = { readonly [K in Kind]: Map<string, Records[K]> };

/** The id by which events name a resource. */
export const idOf: { readonly [K in Kind]: (record: Records[K]) => string } = {
  container: c => c.id,
  image: i => i.id,
  volume: v => v.name,
  network: n => n.id,
};

/** The last known state of one host: a map a kind. It only changes by what the engine said. */
export class Store {
  readonly #maps: Maps = {
    container: new Map(),
    image: new Map(),
    volume: new Map(),
    network: new Map(),
  };
  readonly #loaded = new Map<Kind, Loaded>();
  readonly #changes = new Emitter<Change>();
  readonly onDidChange = this.#changes.event;

  get<K extends Kind>(kind: K, id: string): Records[K] | undefined {
    return this.#maps[kind].get(id);
  }

  all<K extends Kind>(kind: K): readonly Records[K][] {
    return [...this.#maps[kind].values()];
  }

  count(kind: Kind): number {
    return this.#maps[kind].size;
  }

  loaded(kind: Kind): Loaded {
    return this.#loaded.get(kind) ?? 'no';
  }

  /** Takes over a reading. With a scope, only those ids were asked for. */
  take<K extends Kind>(kind: K, read: readonly Records[K][], scope?: Iterable<string>): void {
    const byId = new Map(read.map(record => [idOf[kind](record), record]));
    const difference = apply(this.#maps[kind], byId, scope);
    const first = scope === undefined && this.loaded(kind) !== 'yes';
    if (first) this.#loaded.set(kind, 'yes');
    if (first || !isEmpty(difference)) this.#changes.fire({ kind, ...difference });
  }

  /** A whole reading failed; what was known before stays. */
  failed(kind: Kind): void {
    this.#loaded.set(kind, 'failed');
    this.#changes.fire({ kind, added: [], changed: [], removed: [] });
  }

  /** Another engine took this one's place: nothing known of the old one holds. */
  clear(): void {
    this.#loaded.clear();
    for (const kind of Object.keys(this.#maps) as Kind[]) {
      const removed = [...this.#maps[kind].keys()];
      this.#maps[kind].clear();
      this.#changes.fire({ kind, added: [], changed: [], removed });
    }
  }
}
