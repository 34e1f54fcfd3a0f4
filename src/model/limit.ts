/** Runs tasks, but only so many at once; the others wait in order. */
export class Limit {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  /** @param first goes before all that wait */
  async run<T>(task: () => Promise<T>, first = false): Promise<T> {
    if (this.#running < this.atOnce) this.#running++;
    else await this.#turn(first);
    try {
      return await task();
    } finally {
      // The place is handed on, not given up: nobody can slip in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  #turn(first: boolean): Promise<void> {
    return new Promise(go => {
      if (first) this.#waiting.unshift(go);
      else this.#waiting.push(go);
    });
  }
}
