import { createHmac, randomBytes } from 'node:crypto';

/**
 * Lines that forms begin with and that have secrets in them: what a form is about is kept by the
 * editor as it is, so a word that means nothing elsewhere stands for them there.
 */
export class RunBeginnings {
  readonly #key = randomBytes(32);
  readonly #lines = new Map<string, string>();

  /** The same for the same line, so that the same form is not opened twice. */
  put(line: string): string {
    const word = createHmac('sha256', this.#key).update(line).digest('base64url');
    this.#lines.set(word, line);
    return word;
  }

  /** Undefined after a reload of the window: by then the form keeps what it began with. */
  line(word: string): string | undefined {
    return this.#lines.get(word);
  }
}
