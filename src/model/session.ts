import { setTimeout as sleep } from 'node:timers/promises';
import {
  call,
  describe,
  type Engine,
  ping,
  type Reached,
  reach,
  withLooked,
} from '../engine/connection';
import type { Endpoint } from '../engine/endpoint';
import { EngineError, isConnectionError } from '../engine/errors';
import { readRecentEvents } from '../engine/eventHistory';
import { type EngineEvent, followEvents } from '../engine/events';
import type { Kind } from '../engine/records';
import { affectedBy } from './affected';
import { Reader } from './reader';
import type { Store } from './store';

/** What a connection waits for besides the containers: thousands of images take their time. */
const quick = ['volume', 'network'] as const;

/** How long the containers are listed alone, in milliseconds: lists at once slow each other. */
const headStart = 150;

/** How far back the first events reach, in seconds: what happened just before may not be listed yet. */
const lookBack = 3;

/** How long an event may be under way, in milliseconds. */
const underWay = 1_000;

/** How soon an event should follow what was changed over this connection, in milliseconds. */
const expected = 2_000;

export interface SessionTasks {
  /** Asked for each session: a context or a socket may have come meanwhile. */
  find(): Promise<Endpoint>;
  onEndpoint(endpoint: Endpoint): void;
  onConnected(engine: Engine): void;
  onEvent(event: EngineEvent): void;
}

/** One connection to an engine, from finding it to losing it. It brings the store up to date. */
export class Session {
  readonly #abort = new AbortController();
  #engine: Reached | undefined;
  #connectedAt: number | undefined;
  #isChecking = false;
  /** In seconds of the engine's clock: from when on the stream tells of all. */
  #since = 0;
  /** The newest event so far, and when one last came. */
  #heardNano = 0;
  #heardAt = 0;
  #expecting: NodeJS.Timeout | undefined;
  /** Reads what this engine sends no events of, where that may have changed. */
  #readUntold: () => void = () => {};

  constructor(
    private readonly store: Store,
    /** How long a ping may take before the engine counts as hung, in milliseconds. */
    private readonly pingMs: number,
  ) {}

  /** How long it was connected, in milliseconds. */
  get lastedMs(): number {
    return this.#connectedAt === undefined ? 0 : performance.now() - this.#connectedAt;
  }

  /** Lives as long as the connection does, and resolves with why it ended. Never rejects. */
  async run(tasks: SessionTasks): Promise<EngineError> {
    const { signal } = this.#abort;
    let endpoint: Endpoint | undefined;
    try {
      endpoint = await call({ signal }, () => tasks.find());
      signal.throwIfAborted();
      tasks.onEndpoint(endpoint);
      const watch = {
        onDoubt: () => void this.check(),
        onChange: (at: number) => this.#expect(at),
      };
      const engine = await reach(endpoint, { signal, watch });
      this.#engine = engine;
      await this.#follow(engine, signal, tasks);
      throw signal.reason;
    } catch (error) {
      const why = EngineError.from(signal.aborted ? signal.reason : error);
      // Also where not connecting, but a ping met it.
      return endpoint ? withLooked(why, endpoint) : why;
    } finally {
      this.end();
      clearTimeout(this.#expecting);
      // What users follow over it (a log, a shell) ends when the engine ends it.
      this.#engine?.retire();
    }
  }

  /** @param why undefined: nobody wants it any more */
  end(why: EngineError = new EngineError('cancelled', 'cancelled')): void {
    this.#abort.abort(why);
  }

  /**
   * Asks whether the engine still answers and its events still arrive, and ends the session if not.
   * Neither a hung engine nor a stream that was cut behind our back gives a sign, so this is called
   * where something points to it.
   */
  async check(): Promise<void> {
    const engine = this.#engine;
    const { signal } = this.#abort;
    if (!engine || this.#isChecking || signal.aborted) return;
    this.#isChecking = true;
    try {
      const clock = await ping(engine, { timeoutMs: this.pingMs, signal });
      this.#readUntold();
      if (this.#connectedAt !== undefined) await this.#compare(engine, clock, signal);
    } catch (error) {
      this.end(EngineError.from(error));
    } finally {
      this.#isChecking = false;
    }
  }

  /** Whether the engine remembers an event that never came. */
  async #compare(engine: Reached, clock: number, signal: AbortSignal): Promise<void> {
    const since = Math.max(this.#since, Math.floor(this.#heardNano / 1e9));
    if (since > clock) return;
    const past = await readRecentEvents(engine, clock - since, { signal }).catch(() => []); // it did answer the ping
    const newest = Math.max(0, ...past.map(event => event.timeNano));
    if (newest <= this.#heardNano) return;
    await sleep(underWay, undefined, { signal });
    if (newest > this.#heardNano) throw new EngineError('unreachable', 'the events stay away');
  }

  /** What we change comes back as an event; where none comes, the stream may be dead. */
  #expect(begunAt: number): void {
    this.#readUntold();
    if (this.#expecting || this.#connectedAt === undefined || this.#abort.signal.aborted) return;
    this.#expecting = setTimeout(() => {
      this.#expecting = undefined;
      if (this.#heardAt < begunAt) void this.check();
    }, expected);
    this.#expecting.unref();
  }

  async #follow(engine: Reached, signal: AbortSignal, tasks: SessionTasks): Promise<void> {
    const reader = new Reader(engine, this.store, signal);
    // Lists and subscription are asked for at once: what happens between them comes again, as the
    // events are asked for since before the first call.
    this.#since = engine.clockSeconds - lookBack;
    const containers = listed(reader, 'container');
    const events = followEvents(engine, this.#since, signal);
    const rest = Promise.race([containers, sleep(headStart)]).then(() => {
      reader.want({ kind: 'image' });
      return Promise.all([describe(engine, { signal }), ...quick.map(k => listed(reader, k))]);
    });
    const [stream, [about]] = await Promise.all([events, rest, containers]);
    signal.throwIfAborted();
    this.#connectedAt = performance.now();
    // Podman 4 says nothing of networks that are made and removed.
    if (about.product === 'Podman') this.#readUntold = () => reader.want({ kind: 'network' });
    tasks.onConnected({ ...engine, about });
    for await (const event of stream) {
      this.#heardAt = performance.now();
      this.#heardNano = Math.max(this.#heardNano, event.timeNano);
      for (const part of affectedBy(event)) reader.want(part);
      // Whoever makes a network or removes one most often does so with its containers.
      if (/^(create|remove)$/.test(event.action)) this.#readUntold();
      tasks.onEvent(event);
    }
  }
}

/** One that the engine cannot tell is read again later; the others are good without it. */
async function listed(reader: Reader, kind: Kind): Promise<void> {
  const failed = await reader.readAll(kind);
  if (failed && isConnectionError(failed)) throw failed;
}
