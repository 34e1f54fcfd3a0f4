export interface DetachStep {
  /** What goes on to the process. */
  readonly send: string;
  readonly detach: boolean;
}

const first = '\u0010'; // Ctrl-P
const second = '\u0011'; // Ctrl-Q

/** Watches for Ctrl-P Ctrl-Q. A Ctrl-P waits for what follows it, as the engine's own would. */
export class Detaching {
  #held = false;

  take(text: string): DetachStep {
    const whole = (this.#held ? first : '') + text;
    const at = whole.indexOf(first + second);
    this.#held = at < 0 && whole.endsWith(first);
    if (at >= 0) return { send: whole.slice(0, at), detach: true };
    return { send: this.#held ? whole.slice(0, -1) : whole, detach: false };
  }
}
