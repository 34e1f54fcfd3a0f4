/**
 * How fast output goes to the editor, which takes it without ever saying that it is too much: what
 * the terminal cannot draw in time it keeps, and beyond 50 MB throws away. What a person types and
 * reads never waits; a flood does, and through the connection so does the process behind it.
 */
export class Pace {
  #allowance: number;
  #at = performance.now();

  constructor(
    private readonly charactersPerSecond: number,
    private readonly burst: number,
  ) {
    this.#allowance = burst;
  }

  /** How long to wait after so many characters, in milliseconds. */
  take(characters: number, now = performance.now()): number {
    const earned = ((now - this.#at) / 1000) * this.charactersPerSecond;
    this.#at = now;
    this.#allowance = Math.min(this.burst, this.#allowance + earned) - characters;
    return this.#allowance >= 0 ? 0 : (-this.#allowance / this.charactersPerSecond) * 1000;
  }
}
