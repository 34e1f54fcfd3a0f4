import type { TerminalSize } from '../engine/resize';

/** Sends sizes one after the other, and of those that wait only the last: dragging makes many. */
export class Resizing {
  #wanted: TerminalSize | undefined;
  #sending = false;

  constructor(private readonly send: (size: TerminalSize) => Promise<void>) {}

  want(size: TerminalSize): void {
    this.#wanted = size;
    if (!this.#sending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    while (this.#wanted) {
      const size = this.#wanted;
      this.#wanted = undefined;
      // The process has just ended, or has not begun: its end is told elsewhere.
      await this.send(size).catch(() => {});
    }
    this.#sending = false;
  }
}
