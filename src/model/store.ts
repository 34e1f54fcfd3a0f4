import { type Kind, kinds, type Records } from '../engine/records';
import { apply, type Difference, isEmpty, type Reading } from './diff';
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
  readonly #known = new Set<Kind>();
  readonly #revisions = new Map<Kind, number>();
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

  /** Whether all of a kind was read once; what was known then stays when a later reading fails. */
  isKnown(kind: Kind): boolean {
    return this.#known.has(kind);
  }

  /** Another number whenever records of the kind came, went or were replaced. */
  revision(kind: Kind): number {
    return this.#revisions.get(kind) ?? 0;
  }

  /** Takes over a reading. With a scope, only those ids were asked for. */
  take<K extends Kind>(kind: K, read: readonly Records[K][], reading: Reading = {}): Difference {
    const byId = new Map(read.map(record => [idOf[kind](record), record]));
    const difference = apply(this.#maps[kind], byId, reading);
    const first = reading.scope === undefined && this.loaded(kind) !== 'yes';
    if (first) {
      this.#loaded.set(kind, 'yes');
      this.#known.add(kind);
    }
    if (first || !isEmpty(difference)) this.#fire(kind, difference);
    return difference;
  }

  /** What inspect tells of it has changed, though its list entry says the same. */
  touch(kind: Kind, id: string): void {
    if (this.#maps[kind].has(id)) this.#fire(kind, { ...none, changed: [id] });
  }

  /** A whole reading failed; what was known before stays. */
  failed(kind: Kind): void {
    if (this.loaded(kind) === 'failed') return;
    this.#loaded.set(kind, 'failed');
    this.#fire(kind, none);
  }

  /** Another engine took this one's place: nothing known of the old one holds. */
  clear(): void {
    this.#loaded.clear();
    this.#known.clear();
    const gone = kinds.map(kind => [kind, [...this.#maps[kind].keys()]] as const);
    // All at once: whoever hears of one kind may look at the others.
    for (const kind of kinds) this.#maps[kind].clear();
    for (const [kind, removed] of gone) this.#fire(kind, { ...none, removed });
  }

  #fire(kind: Kind, difference: Difference): void {
    this.#revisions.set(kind, this.revision(kind) + 1);
    this.#changes.fire({ kind, ...difference });
  }
}

const none: Difference = { added: [], changed: [], removed: [] };
