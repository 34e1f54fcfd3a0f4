import { readContainer } from '../engine/containers';
import { readImage } from '../engine/images';
import type { Details } from '../engine/records';
import { Emitter } from './emitter';
import type { Hosts } from './hosts';
import { formatKey, parseKey } from './key';
import { Limit } from './limit';

export type DetailedKind = keyof Details;

/** Readings at once: what a user opened comes before what a long list would like to know. */
const atOnce = 4;

/**
 * What only inspect tells, read when a row is opened or pointed at, and kept until the resource
 * changes. `get` never waits; whoever it gave nothing hears of it by `onDidLoad`.
 */
export class DetailsCache {
  readonly #known = new Map<string, Details[DetailedKind]>();
  readonly #reading = new Map<string, Promise<Details[DetailedKind] | undefined>>();
  readonly #loads = new Emitter<string>();
  readonly onDidLoad = this.#loads.event;
  readonly #limit = new Limit(atOnce);

  constructor(private readonly hosts: Hosts) {
    hosts.onDidChange(({ host, kind, changed, removed }) => {
      // An image's answer never changes while it is there.
      const stale = kind === 'image' ? removed : [...changed, ...removed];
      for (const id of stale) this.#forget(formatKey({ host: host.id, kind, id }));
    });
    hosts.onDidChangeState(({ host, state }) => {
      // Nobody told of what changed meanwhile.
      if (state.phase === 'connected') this.#forgetContainers(host.id);
    });
  }

  /** What is known now; asks for it where nothing is. */
  get<K extends DetailedKind>(kind: K, key: string): Details[K] | undefined {
    const known = this.#known.get(key) as Details[K] | undefined;
    if (known === undefined) void this.#load(kind, key, false).catch(() => {}); // the row says what it knows
    return known;
  }

  /**
   * Reads it, unless it is known.
   *
   * @throws {EngineError}
   */
  async load<K extends DetailedKind>(kind: K, key: string): Promise<Details[K] | undefined> {
    return (await this.#load(kind, key, true)) as Details[K] | undefined;
  }

  async #load(
    kind: DetailedKind,
    key: string,
    first: boolean,
  ): Promise<Details[DetailedKind] | undefined> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const under = this.#reading.get(key);
    if (under !== undefined) return under;
    const reading: Promise<Details[DetailedKind] | undefined> = this.#limit
      .run(() => this.#read(kind, key), first)
      .then(details => {
        // It changed while it was read: whoever asks next reads again.
        if (details && this.#reading.get(key) === reading) {
          this.#known.set(key, details);
          this.#loads.fire(key);
        }
        return details;
      })
      .finally(() => {
        if (this.#reading.get(key) === reading) this.#reading.delete(key);
      });
    this.#reading.set(key, reading);
    return reading;
  }

  async #read(kind: DetailedKind, key: string): Promise<Details[DetailedKind] | undefined> {
    const parsed = parseKey(key);
    const found = this.hosts.find(kind, key);
    if (!parsed || !found) return undefined;
    const { engine } = found.host;
    return (kind === 'container' ? readContainer : readImage)(engine, parsed.id);
  }

  /** What is being read is then not kept. */
  #forget(key: string): void {
    this.#known.delete(key);
    this.#reading.delete(key);
  }

  #forgetContainers(host: string): void {
    for (const key of [...this.#known.keys(), ...this.#reading.keys()]) {
      const parsed = parseKey(key);
      if (parsed?.host === host && parsed.kind === 'container') this.#forget(key);
    }
  }
}
