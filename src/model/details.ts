import { readContainer } from '../engine/containers';
import { readImage } from '../engine/images';
import type { Details } from '../engine/records';
import { Emitter } from './emitter';
import type { Hosts } from './hosts';
import { formatKey, parseKey } from './key';

export type DetailedKind = keyof Details;

/** Readings at once: what a user opened comes before what a long list would like to know. */
const atOnce = 4;

/**
 * What only inspect tells, read when a row is opened or pointed at, and kept until the resource
 * changes. `get` never waits; whoever it gave nothing hears of it by `onDidLoad`.
 */
export class DetailsCache {
  readonly #known = new Map<string, Details[DetailedKind]>();
  readonly #reading = new Map<string, Promise<unknown>>();
  readonly #loads = new Emitter<string>();
  readonly onDidLoad = this.#loads.event;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly hosts: Hosts) {
    hosts.onDidChange(({ host, kind, changed, removed }) => {
      // An image's answer never changes while it is there.
      const stale = kind === 'image' ? removed : [...changed, ...removed];
      for (const id of stale) this.#known.delete(formatKey({ host: host.id, kind, id }));
    });
  }

  /** What is known now; asks for it where nothing is. */
  get<K extends DetailedKind>(kind: K, key: string): Details[K] | undefined {
    const known = this.#known.get(key) as Details[K] | undefined;
    if (known === undefined) void this.load(kind, key).catch(() => {}); // the row says what it knows
    return known;
  }

  /**
   * Reads it, unless it is known.
   *
   * @throws {EngineError}
   */
  async load<K extends DetailedKind>(kind: K, key: string): Promise<Details[K] | undefined> {
    const known = this.#known.get(key);
    if (known !== undefined) return known as Details[K];
    let reading = this.#reading.get(key);
    if (!reading) {
      reading = this.#queued(() => this.#read(kind, key)).finally(() => this.#reading.delete(key));
      this.#reading.set(key, reading);
    }
    return (await reading) as Details[K] | undefined;
  }

  async #read(kind: DetailedKind, key: string): Promise<Details[DetailedKind] | undefined> {
    const parsed = parseKey(key);
    const found = this.hosts.find(kind, key);
    if (!parsed || !found) return undefined;
    const { engine } = found.host;
    const details = await (kind === 'container' ? readContainer : readImage)(engine, parsed.id);
    // It changed while it was read: whoever asks next reads again.
    if (this.hosts.find(kind, key)?.record === found.record) {
      this.#known.set(key, details);
      this.#loads.fire(key);
    }
    return details;
  }

  async #queued<T>(run: () => Promise<T>): Promise<T> {
    if (this.#running >= atOnce) await new Promise<void>(go => this.#waiting.push(go));
    this.#running++;
    try {
      return await run();
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}
