/**
 * Values for one reader who may be slower than they come: he gets the newest, and is not waited
 * for. The last value before the end is always read.
 */
export class Latest<T> implements AsyncIterable<T> {
  #value: { readonly value: T } | undefined;
  #ended = false;
  #error: unknown;
  #wake: () => void = () => {};

  push(value: T): void {
    this.#value = { value };
    this.#wake();
  }

  /** With an error, the reader gets it behind the last value. */
  end(error?: unknown): void {
    this.#ended = true;
    this.#error = error;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const next = this.#value;
      this.#value = undefined;
      if (next) yield next.value;
      else if (!this.#ended) await new Promise<void>(resolve => (this.#wake = resolve));
      else if (this.#error === undefined) return;
      else throw this.#error;
    }
  }
}
