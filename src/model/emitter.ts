/** Ends a subscription. */
export interface Disposable {
  dispose(): void;
}

export type Listener<T> = (value: T) => void;

/** A plain event: the editor's own would tie the model to the editor. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<Listener<T>>();

  /** Subscribes; the same shape as the editor's events, so that they can stand in for each other. */
  readonly event = (listener: Listener<T>): Disposable => {
    const own: Listener<T> = value => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        // A fault of one listener must not stop the others, nor whoever fires: it is thrown where
        // the editor logs what nobody caught.
        setImmediate(() => {
          throw error;
        });
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
