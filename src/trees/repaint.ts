import type { Disposable } from '../model/emitter';

/** Stands for all rows. */
export const everything = undefined;

/**
 * After a repaint, the next waits so long, in milliseconds. The editor gathers for 200 ms after each
 * one, and starts anew with each: what comes sooner than that shows later, and a storm never.
 */
const gather = 220;

/** More rows than this are painted as a whole: the editor compares each with each. */
const most = 100;

/** Gathers the rows to paint anew: the first at once, what follows together. */
export class Repaint implements Disposable {
  readonly #rows = new Set<string>();
  #all = false;
  #paintedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly paint: (rows: string[] | undefined) => void) {}

  want(rows: Iterable<string> | typeof everything): void {
    if (rows === undefined) this.#all = true;
    else for (const row of rows) this.#rows.add(row);
    if (this.#timer || (!this.#all && this.#rows.size === 0)) return;
    const wait = this.#paintedAt + gather - Date.now();
    if (wait <= 0) this.#now();
    else this.#timer = setTimeout(() => this.#now(), wait);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #now(): void {
    const rows = [...this.#rows];
    const all = this.#all || rows.length > most;
    this.#timer = undefined;
    this.#all = false;
    this.#rows.clear();
    this.#paintedAt = Date.now();
    this.paint(all ? undefined : rows);
  }
}
