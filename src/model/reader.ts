import type { Engine } from '../engine/connection';
import { listContainers } from '../engine/containers';
import { EngineError } from '../engine/errors';
import { listImages } from '../engine/images';
import { listNetworks } from '../engine/networks';
import type { Kind, Records } from '../engine/records';
import { listVolumes } from '../engine/volumes';
import type { Affected } from './affected';
import type { Store } from './store';

type Lists = {
  readonly [K in Kind]: (
    engine: Engine,
    ids: readonly string[] | undefined,
    options: { signal: AbortSignal },
  ) => Promise<readonly Records[K][]>;
};

const lists: Lists = {
  container: listContainers,
  image: (engine, _, options) => listImages(engine, options),
  volume: listVolumes,
  network: listNetworks,
};

/** After the first event of a burst, the rest is gathered this long, in milliseconds. */
const gather = 100;

/** More ids than this are read as a whole list: the address would grow too long. */
const most = 50;

/**
 * Reads what events name, into the store. The first event after a quiet time is read at once, so
 * that a row appears without delay; a burst is gathered. One reading of a kind at a time: what
 * an event names while one is under way is read again afterwards, so no event is ever lost.
 */
export class Reader {
  readonly #wanted = new Map<Kind, Set<string> | 'all'>();
  readonly #busy = new Set<Kind>();
  readonly #readAt = new Map<Kind, number>();
  readonly #waits = new Map<Kind, number>();

  constructor(
    private readonly engine: Engine,
    private readonly store: Store,
    private readonly signal: AbortSignal,
    /** Reading failed: whether the engine is still there is for the host to find out. */
    private readonly onError: (error: EngineError) => void,
  ) {}

  want({ kind, id }: Affected): void {
    const wanted = this.#wanted.get(kind);
    if (id === undefined || wanted === 'all') this.#wanted.set(kind, 'all');
    else this.#wanted.set(kind, (wanted ?? new Set()).add(id));
    void this.#read(kind);
  }

  /** A whole list of a kind, now. */
  async readAll(kind: Kind): Promise<void> {
    const { engine, store, signal } = this;
    try {
      store.take(kind, await lists[kind](engine, undefined, { signal }));
      this.#waits.delete(kind);
    } catch (error) {
      if (signal.aborted) return;
      store.failed(kind);
      this.#again(kind, EngineError.from(error));
    }
  }

  async #read(kind: Kind): Promise<void> {
    if (this.#busy.has(kind)) return;
    this.#busy.add(kind);
    while (this.#wanted.has(kind) && !this.signal.aborted) {
      const quiet = Date.now() - (this.#readAt.get(kind) ?? 0);
      if (quiet < gather) await new Promise(resolve => setTimeout(resolve, gather - quiet));
      const wanted = this.#wanted.get(kind);
      this.#wanted.delete(kind);
      if (wanted === 'all' || (wanted && wanted.size > most)) await this.readAll(kind);
      else if (wanted) await this.#readSome(kind, [...wanted]);
      this.#readAt.set(kind, Date.now());
    }
    this.#busy.delete(kind);
  }

  async #readSome(kind: Kind, ids: readonly string[]): Promise<void> {
    const { engine, store, signal } = this;
    try {
      store.take(kind, await lists[kind](engine, ids, { signal }), ids);
    } catch (error) {
      if (!signal.aborted) this.#again(kind, EngineError.from(error));
    }
  }

  /** What could not be read is read whole, later, until it can be. */
  #again(kind: Kind, error: EngineError): void {
    this.onError(error);
    const waitMs = this.#waits.get(kind) ?? 1_000;
    this.#waits.set(kind, Math.min(waitMs * 2, 30_000));
    const timer = setTimeout(() => this.want({ kind }), waitMs);
    this.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }
}
