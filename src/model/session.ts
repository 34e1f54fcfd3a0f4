import { setMaxListeners } from 'node:events';
import { call, connect, type Engine, ping } from '../engine/connection';
import type { Endpoint } from '../engine/endpoint';
import { EngineError, isConnectionError } from '../engine/errors';
import { type EngineEvent, followEvents } from '../engine/events';
import { affectedBy } from './affected';
import { Reader } from './reader';
import type { Store } from './store';

/** What a connection waits for: thousands of images take their time. */
const quick = ['container', 'volume', 'network'] as const;

/** How far back the first events reach, in seconds: what happened just before may not be listed yet. */
const lookBack = 3;

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
  #engine: Engine | undefined;
  #connectedAt: number | undefined;
  #isChecking = false;

  constructor(
    private readonly store: Store,
    /** How long a ping may take before the engine counts as hung, in milliseconds. */
    private readonly pingMs: number,
  ) {
    // Each call of a session listens to it, and there may be many at once.
    setMaxListeners(0, this.#abort.signal);
  }

  /** How long it was connected, in milliseconds. */
  get lastedMs(): number {
    return this.#connectedAt === undefined ? 0 : performance.now() - this.#connectedAt;
  }

  /** Lives as long as the connection does, and resolves with why it ended. Never rejects. */
  async run(tasks: SessionTasks): Promise<EngineError> {
    const { signal } = this.#abort;
    try {
      const endpoint = await call({ signal }, () => tasks.find());
      signal.throwIfAborted();
      tasks.onEndpoint(endpoint);
      const engine = await connect(endpoint, { signal, onDoubt: () => void this.check() });
      this.#engine = engine;
      await this.#follow(engine, signal, tasks);
      throw signal.reason;
    } catch (error) {
      return EngineError.from(signal.aborted ? signal.reason : error);
    } finally {
      this.end();
      // What users follow over it (a log, a shell) ends when the engine ends it.
      this.#engine?.retire();
    }
  }

  /** @param why undefined: nobody wants it any more */
  end(why: EngineError = new EngineError('cancelled', 'cancelled')): void {
    this.#abort.abort(why);
  }

  /**
   * Asks whether the engine still answers, and ends the session if not. A hung one sends no sign at
   * all on its event stream, so this is called where something points to it.
   */
  async check(): Promise<void> {
    const engine = this.#engine;
    const { signal } = this.#abort;
    if (!engine || this.#isChecking || signal.aborted) return;
    this.#isChecking = true;
    try {
      // On a connection of its own: slow calls of the user's may hold all others.
      await ping(engine, { timeoutMs: this.pingMs, signal });
    } catch (error) {
      this.end(EngineError.from(error));
    } finally {
      this.#isChecking = false;
    }
  }

  async #follow(engine: Engine, signal: AbortSignal, tasks: SessionTasks): Promise<void> {
    const reader = new Reader(engine, this.store, signal);
    // Lists and subscription are asked for at once: what happens between them comes again, as the
    // events are asked for since before the first call.
    const since = engine.about.clockSeconds - lookBack;
    const lists = quick.map(async kind => {
      const failed = await reader.readAll(kind);
      // One that the engine cannot tell is read again later; the others are good without it.
      if (failed && isConnectionError(failed)) throw failed;
    });
    reader.want({ kind: 'image' });
    const [events] = await Promise.all([followEvents(engine, since, signal), ...lists]);
    signal.throwIfAborted();
    this.#connectedAt = performance.now();
    tasks.onConnected(engine);
    for await (const event of events) {
      for (const part of affectedBy(event)) reader.want(part);
      tasks.onEvent(event);
    }
  }
}
