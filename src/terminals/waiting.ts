import type { Engine } from '../engine/connection';
import type { Disposable } from '../model/emitter';
import type { Host } from '../model/host';

/** The engine, once it is connected, however long that takes; nothing once the signal ends it. */
export function whenConnected(host: Host, signal: AbortSignal): Promise<Engine | undefined> {
  host.start();
  return new Promise(resolve => {
    const check = (): void => {
      const { state } = host;
      if (state.phase !== 'connected' && !signal.aborted) return;
      listening.dispose();
      signal.removeEventListener('abort', check);
      resolve(state.phase === 'connected' && !signal.aborted ? state.engine : undefined);
    };
    const listening = host.onDidChangeState(check);
    signal.addEventListener('abort', check);
    check();
  });
}

/**
 * Rings when something happened to a container that may have started it: an event of the engine's,
 * for a run may be over before any list shows it; a change in the store; a new connection.
 */
export class ContainerBell implements Disposable {
  readonly #subscriptions: readonly Disposable[];
  #rung = false;
  #wake: () => void = () => {};

  constructor(host: Host, id: string) {
    this.#subscriptions = [
      host.onDidEvent(event => {
        const happened = event.action === 'start' || event.action === 'destroy';
        if (event.type === 'container' && event.id === id && happened) this.#ring();
      }),
      host.store.onDidChange(({ kind, changed, removed }) => {
        if (kind === 'container' && [...changed, ...removed].includes(id)) this.#ring();
      }),
      host.onDidChangeState(({ phase }) => {
        if (phase === 'connected') this.#ring();
      }),
    ];
  }

  /** What rang before counts no longer; to be called before looking. */
  reset(): void {
    this.#rung = false;
  }

  /** Resolves once it rings, at once where it did since the last `reset`; or by the signal. */
  rung(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const end = (): void => {
        signal.removeEventListener('abort', end);
        this.#wake = () => {};
        resolve();
      };
      this.#wake = end;
      signal.addEventListener('abort', end);
      if (this.#rung || signal.aborted) end();
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #ring(): void {
    this.#rung = true;
    this.#wake();
  }
}
