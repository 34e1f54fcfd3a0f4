import { call, connect, type Engine } from '../engine/connection';
import type { Endpoint } from '../engine/endpoint';
import { EngineError } from '../engine/errors';
import { followEvents } from '../engine/events';
import { affectedBy } from './affected';
import { Emitter } from './emitter';
import { Reader } from './reader';
import { Store } from './store';

export type HostState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected'; readonly engine: Engine }
  /** What was known stays, greyed, until it answers again. */
  | { readonly phase: 'lost'; readonly error: EngineError; readonly retryAtMs: number };

const firstWait = 1_000;
const longestWait = 30_000;

/** How long a ping may take before the engine counts as hung, in milliseconds. */
const pingPatience = 3_000;

/** What a connection waits for: thousands of images take their time. */
const quick = ['container', 'volume', 'network'] as const;

/** One engine, followed: what it holds (`store`), and whether it answers. */
export class Host {
  readonly store = new Store();
  readonly #states = new Emitter<HostState>();
  readonly onDidChangeState = this.#states.event;
  #state: HostState = { phase: 'idle' };
  #life: AbortController | undefined;
  #session: AbortController | undefined;
  #wake: () => void = () => {};
  #endpoint: Endpoint | undefined;
  #checking = false;

  constructor(
    readonly id: string,
    /** Asked before each attempt: a context or a socket may have come meanwhile. */
    private readonly find: () => Promise<Endpoint>,
  ) {}

  get state(): HostState {
    return this.#state;
  }

  /** The last one tried. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  get isStale(): boolean {
    return this.#state.phase === 'lost';
  }

  /**
   * The connected engine.
   *
   * @throws {EngineError} why there is none now
   */
  get engine(): Engine {
    if (this.#state.phase === 'connected') return this.#state.engine;
    throw this.#state.phase === 'lost'
      ? this.#state.error
      : new EngineError('unreachable', 'not connected yet');
  }

  /** Begins to follow, for ever. A second call does nothing. */
  start(): void {
    if (this.#life) return;
    this.#life = new AbortController();
    void this.#follow(this.#life.signal);
  }

  /** Resolves with the engine once connected, or rejects with what the first attempt met. */
  async connected(): Promise<Engine> {
    this.start();
    while (this.#state.phase === 'connecting' || this.#state.phase === 'idle') {
      await new Promise<void>(resolve => {
        const once = this.onDidChangeState(() => {
          once.dispose();
          resolve();
        });
      });
    }
    return this.engine;
  }

  /** Tries at once instead of waiting on. */
  retry(): void {
    this.start();
    this.#wake();
  }

  /** The endpoint asked for has changed: another engine, whose rows have nothing to do with these. */
  restart(): void {
    if (!this.#life) return;
    this.dispose();
    this.store.clear();
    this.start();
  }

  /**
   * Asks whether the engine still answers. A hung one sends no sign at all on its event stream, so
   * this is called where something points to it: a call that timed out, the user coming back.
   */
  async check(): Promise<void> {
    if (this.#state.phase === 'lost') this.#wake();
    if (this.#state.phase !== 'connected' || this.#checking) return;
    const { engine } = this.#state;
    const session = this.#session;
    this.#checking = true;
    try {
      await call({ timeoutMs: pingPatience }, () => engine.docker.ping());
    } catch (error) {
      session?.abort(EngineError.from(error));
    } finally {
      this.#checking = false;
    }
  }

  dispose(): void {
    this.#life?.abort();
    this.#wake();
    this.#session?.abort();
    this.#life = undefined;
    this.#set({ phase: 'idle' });
  }

  async #follow(life: AbortSignal): Promise<void> {
    let waitMs = firstWait;
    const answered = (): void => {
      waitMs = firstWait;
    };
    while (!life.aborted) {
      if (this.#state.phase === 'idle') this.#set({ phase: 'connecting' });
      const error = await this.#connectAndFollow(life, answered);
      if (life.aborted) return;
      this.#set({ phase: 'lost', error, retryAtMs: Date.now() + waitMs });
      await this.#pause(waitMs);
      waitMs = Math.min(waitMs * 2, longestWait);
    }
  }

  /** Lives as long as the connection does, and says why it ended. */
  async #connectAndFollow(life: AbortSignal, answered: () => void): Promise<EngineError> {
    const session = new AbortController();
    const end = (): void => session.abort();
    life.addEventListener('abort', end);
    this.#session = session;
    let engine: Engine | undefined;
    try {
      this.#endpoint = await this.find();
      engine = await connect(this.#endpoint, { signal: session.signal });
      await this.#read(engine, session.signal, answered);
      return new EngineError('unreachable', 'the event stream ended');
    } catch (error) {
      return EngineError.from(error);
    } finally {
      session.abort();
      engine?.close();
      life.removeEventListener('abort', end);
    }
  }

  async #read(engine: Engine, signal: AbortSignal, answered: () => void): Promise<void> {
    const reader = new Reader(engine, this.store, signal, error => this.#doubt(error));
    // Lists and subscription are asked for at once: what happens between them comes again, as the
    // events are asked for since before the first call.
    const events = followEvents(engine, engine.about.clockSeconds - 1, signal);
    const lists = Promise.all(quick.map(kind => reader.readAll(kind)));
    reader.want({ kind: 'image' });
    const stream = await events;
    await lists;
    answered();
    this.#set({ phase: 'connected', engine });
    for await (const event of stream) {
      for (const part of affectedBy(event)) reader.want(part);
    }
    if (signal.reason instanceof EngineError) throw signal.reason;
  }

  #doubt(error: EngineError): void {
    if (EngineError.is(error, 'timeout', 'unreachable', 'absent')) void this.check();
  }

  #pause(waitMs: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #set(state: HostState): void {
    this.#state = state;
    this.#states.fire(state);
  }
}
