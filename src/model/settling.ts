import { call, type Reached } from '../engine/connection';
import { EngineError } from '../engine/errors';
import { Limit } from './limit';

/** A container's lock may be held for as long as its network and its mounts take to be undone. */
const patience = 30_000;

/** Each asks on a connection of its own. */
const atOnce = 16;

/**
 * Waits until the engine's container list shows what an event told. Docker sends `die`, `pause`,
 * `unpause`, `connect` and `disconnect` while it still holds the container's lock, and brings the
 * list up to date at the end: measured up to 0.7 s later, with nothing more to come after it.
 * Inspect takes the same lock, so it answers once the list is right.
 */
export class Settling {
  readonly #asked = new Map<string, 'once' | 'again'>();
  readonly #limit = new Limit(atOnce);

  constructor(
    private readonly engine: Reached,
    private readonly signal: AbortSignal,
    private readonly onSettled: (id: string) => void,
  ) {}

  wait(id: string): void {
    if (this.#asked.has(id)) {
      // What is under way may have had the lock before this event.
      this.#asked.set(id, 'again');
      return;
    }
    void this.#follow(id);
  }

  async #follow(id: string): Promise<void> {
    let again = true;
    while (again && !this.signal.aborted) {
      const timedOut = await this.#limit.run(() => this.#ask(id));
      if (this.signal.aborted) return;
      this.onSettled(id);
      again = timedOut || this.#asked.get(id) === 'again';
    }
    this.#asked.delete(id);
  }

  /** Whether the lock was not to be had in time. Any other answer, or none, lets the list be read. */
  async #ask(id: string): Promise<boolean> {
    const { engine, signal } = this;
    if (signal.aborted) return false;
    this.#asked.set(id, 'once');
    try {
      const container = engine.streams.getContainer(id);
      await call({ signal, timeoutMs: patience }, abortSignal =>
        container.inspect({ abortSignal } as object),
      );
      return false;
    } catch (error) {
      return EngineError.is(error, 'timeout');
    }
  }
}
