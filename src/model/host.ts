import type { Engine } from '../engine/connection';
import type { Endpoint } from '../engine/endpoint';
import { EngineError } from '../engine/errors';
import type { EngineEvent } from '../engine/events';
import { Emitter } from './emitter';
import { Session } from './session';
import { Store } from './store';

export type HostState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected'; readonly engine: Engine }
  /** What was known stays, greyed, until it answers again. */
  | {
      readonly phase: 'lost';
      /** Its `kind`, `code` and `looked` say what is wrong and where an engine was looked for. */
      readonly error: EngineError;
      readonly retryAtMs: number;
      /** The next attempt is under way. */
      readonly trying: boolean;
    };

/** In milliseconds. */
export interface Timing {
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** How long a ping may take before the engine counts as hung. */
  readonly pingMs: number;
}

const usual: Timing = { firstWaitMs: 1_000, longestWaitMs: 30_000, pingMs: 3_000 };

/** One engine, followed: what it holds (`store`), and whether it answers. */
export class Host {
  readonly store = new Store();
  readonly #states = new Emitter<HostState>();
  readonly onDidChangeState = this.#states.event;
  readonly #events = new Emitter<EngineEvent>();
  /** Whatever the engine tells. After a gap the last few come again. */
  readonly onDidEvent = this.#events.event;
  readonly #timing: Timing;
  #state: HostState = { phase: 'idle' };
  #life: AbortController | undefined;
  #session: Session | undefined;
  #wake: () => void = () => {};
  #endpoint: Endpoint | undefined;

  constructor(
    readonly id: string,
    /** Asked before each attempt: a context or a socket may have come meanwhile. */
    private readonly find: () => Promise<Endpoint>,
    timing: Partial<Timing> = {},
  ) {
    this.#timing = { ...usual, ...timing };
  }

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

  /**
   * Resolves with the engine once connected. While it is lost that is tried at once, not only when
   * the wait is over.
   *
   * @throws {EngineError} what this attempt met; `cancelled` when the host is disposed meanwhile
   */
  async connected(): Promise<Engine> {
    this.start();
    if (this.#state.phase === 'lost' && !this.#state.trying) await this.#afterChange(this.#wake);
    for (;;) {
      const state = this.#state;
      if (state.phase === 'connected') return state.engine;
      if (state.phase === 'lost' && !state.trying) throw state.error;
      if (!this.#life) throw new EngineError('cancelled', 'cancelled');
      await this.#afterChange(() => {});
    }
  }

  /** Tries at once instead of waiting on. */
  retry(): void {
    this.start();
    void this.check();
  }

  /** The endpoint asked for has changed: another engine, whose rows have nothing to do with these. */
  restart(): void {
    if (!this.#life) return;
    this.dispose();
    this.store.clear();
    this.start();
  }

  /**
   * Asks whether the engine still answers, or has come back. Calls that cannot reach it do this by
   * themselves; the user coming back to the window is another sign.
   */
  async check(): Promise<void> {
    if (this.#state.phase === 'lost') this.#wake();
    else if (this.#state.phase === 'connected') await this.#session?.check();
  }

  dispose(): void {
    if (!this.#life) return;
    this.#life.abort();
    this.#life = undefined;
    this.#session?.end();
    this.#wake();
    this.#set({ phase: 'idle' });
  }

  async #follow(life: AbortSignal): Promise<void> {
    const { firstWaitMs, longestWaitMs, pingMs } = this.#timing;
    let waitMs = firstWaitMs;
    this.#set({ phase: 'connecting' });
    while (!life.aborted) {
      const session = new Session(this.store, pingMs);
      this.#session = session;
      const error = await session.run({
        find: this.find,
        onEndpoint: endpoint => {
          this.#endpoint = endpoint;
        },
        onConnected: engine => this.#set({ phase: 'connected', engine }),
        onEvent: event => this.#events.fire(event),
      });
      if (life.aborted) return;
      // One that breaks as soon as it stands does not count: it would be listed anew every second.
      if (session.lastedMs >= firstWaitMs) waitMs = firstWaitMs;
      const lost = { phase: 'lost', error, retryAtMs: Date.now() + waitMs } as const;
      this.#set({ ...lost, trying: false });
      await this.#pause(waitMs);
      if (life.aborted) return;
      waitMs = Math.min(waitMs * 2, longestWaitMs);
      this.#set({ ...lost, trying: true });
    }
  }

  #pause(waitMs: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, waitMs);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Does it, and resolves when the state has changed. */
  #afterChange(run: () => void): Promise<void> {
    return new Promise(resolve => {
      const once = this.onDidChangeState(() => {
        once.dispose();
        resolve();
      });
      run();
    });
  }

  #set(state: HostState): void {
    this.#state = state;
    this.#states.fire(state);
  }
}
