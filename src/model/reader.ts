import type { Reached } from '../engine/connection';
import { listContainers } from '../engine/containers';
import { EngineError } from '../engine/errors';
import { listImages } from '../engine/images';
import { listNetworks } from '../engine/networks';
import { type Kind, kinds, type Records } from '../engine/records';
import { listVolumes } from '../engine/volumes';
import type { Affected } from './affected';
import { Settling } from './settling';
import type { Store } from './store';

type Lists = {
  readonly [K in Kind]: (
    engine: Reached,
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

const firstWait = 1_000;
const longestWait = 30_000;

interface Wanted {
  readonly ids: Set<string>;
  all: boolean;
}

/** What the reader knows of one kind. */
class Lane {
  wanted: Wanted | undefined;
  isReading = false;
  /** By the clock that never jumps. */
  readAt = Number.NEGATIVE_INFINITY;
  waitMs = firstWait;
  again: NodeJS.Timeout | undefined;
}

/**
 * Reads what events name, into the store. The first event after a quiet time is read at once, so
 * that a row appears without delay; a burst is gathered. One reading of a kind at a time: what
 * an event names while one is under way is read again afterwards, so no event is ever lost, and
 * no older answer is ever taken after a newer one.
 */
export class Reader {
  readonly #lanes = new Map<Kind, Lane>(kinds.map(kind => [kind, new Lane()]));
  readonly #engine: Reached;
  readonly #settling: Settling;

  constructor(
    engine: Reached,
    private readonly store: Store,
    private readonly signal: AbortSignal,
  ) {
    this.#engine = { ...engine, docker: engine.reads };
    this.#settling = new Settling(engine, signal, id => this.#want('container', id));
    signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  want({ kind, id, how }: Affected): void {
    if (this.signal.aborted) return;
    if (id !== undefined && how === 'inspect') this.store.touch(kind, id);
    else if (id !== undefined && how === 'early') this.#settling.wait(id);
    else this.#want(kind, id);
  }

  /** A whole list of a kind, now. Resolves when it is read, or with why it could not be. */
  async readAll(kind: Kind): Promise<EngineError | undefined> {
    const lane = this.#lane(kind);
    lane.wanted = { ids: lane.wanted?.ids ?? new Set(), all: true };
    return this.#read(kind, lane);
  }

  #lane(kind: Kind): Lane {
    const lane = this.#lanes.get(kind);
    if (!lane) throw new Error(kind);
    return lane;
  }

  #want(kind: Kind, id: string | undefined): void {
    const lane = this.#lane(kind);
    lane.wanted ??= { ids: new Set(), all: false };
    if (id === undefined) lane.wanted.all = true;
    else lane.wanted.ids.add(id);
    void this.#read(kind, lane);
  }

  /** Until nothing is wanted any more. Never rejects. */
  async #read(kind: Kind, lane: Lane): Promise<EngineError | undefined> {
    if (lane.isReading) return undefined;
    lane.isReading = true;
    let failed: EngineError | undefined;
    while (lane.wanted && !this.signal.aborted) {
      const quiet = performance.now() - lane.readAt;
      if (quiet < gather) await new Promise(resolve => setTimeout(resolve, gather - quiet));
      const { wanted } = lane;
      lane.wanted = undefined;
      failed = await this.#readOnce(kind, lane, wanted);
      lane.readAt = performance.now();
    }
    lane.isReading = false;
    return failed;
  }

  async #readOnce<K extends Kind>(
    kind: K,
    lane: Lane,
    wanted: Wanted,
  ): Promise<EngineError | undefined> {
    const { store, signal } = this;
    const named = wanted.ids;
    // Images cannot be asked for by id, and by reference each comes with that one name alone.
    const scope = wanted.all || named.size > most || kind === 'image' ? undefined : [...named];
    const known = store.loaded(kind) === 'yes';
    try {
      const read = await lists[kind](this.#engine, scope, { signal });
      // Ended meanwhile, and perhaps followed by another: this answer is of no use to anyone.
      if (signal.aborted) return undefined;
      const { added, changed, removed } = store.take(kind, read, { scope, named });
      if (scope === undefined) lane.waitMs = firstWait;
      if (kind === 'image' && known) this.#rename([...added, ...changed, ...removed]);
      return undefined;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (scope === undefined) store.failed(kind);
      this.#again(kind, lane);
      return EngineError.from(error);
    }
  }

  /** A container is listed by its image's name, or by the id where that name has moved on. */
  #rename(images: readonly string[]): void {
    if (images.length === 0) return;
    const moved = new Set(images);
    for (const { id, imageId } of this.store.all('container')) {
      if (moved.has(imageId)) this.#want('container', id);
    }
  }

  /** What could not be read is read whole, later, until it can be. */
  #again(kind: Kind, lane: Lane): void {
    clearTimeout(lane.again);
    lane.again = setTimeout(() => this.#want(kind, undefined), lane.waitMs);
    lane.again.unref();
    lane.waitMs = Math.min(lane.waitMs * 2, longestWait);
  }

  #stop(): void {
    for (const lane of this.#lanes.values()) clearTimeout(lane.again);
  }
}
