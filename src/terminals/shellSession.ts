import { EscapeFilter } from '../docker/escapes';
import type { Exec } from '../engine/exec';
import { OutputText } from '../engine/frames';
import type { Screen } from './screen';
import { shellBeginning } from './shells';

/** Enough for what a runtime says when there is nothing to start, in characters. */
const mostWords = 2_000;

/** So long after the last it printed, a shell has its prompt and waits; in milliseconds. */
const promptMs = 60;
/** One that has no prompt waits too. */
const silenceMs = 500;

/** The output of one try to run a shell. */
export class ShellSession {
  #process: number | undefined;
  #begun = false;
  #isReady = false;
  #readyTimer: NodeJS.Timeout | undefined;
  #words = '';

  constructor(
    private readonly shell: string,
    private readonly screen: Screen,
    private readonly told: {
      readonly whenBegun: () => void;
      /** It waits for input. */
      readonly whenReady: () => void;
    },
  ) {}

  /** In the container's own numbers; known of shells that tell it. */
  get process(): number | undefined {
    return this.#process;
  }

  /** What came before the shell, or instead of it. */
  get words(): string {
    return this.#words.trim();
  }

  /** Reads until the output ends, however it does: what that means is asked afterwards. */
  async read(exec: Exec, signal: AbortSignal): Promise<void> {
    const text = new OutputText();
    const filter = new EscapeFilter('terminal');
    try {
      for await (const piece of exec.output) {
        const shown = this.#begun ? text.decode(piece) : this.#begin(text.decode(piece));
        if (shown !== '') this.#readyIn(promptMs);
        await this.screen.flow(filter.push(shown), signal);
      }
    } catch {
      // A broken connection often looks like an end as well.
    }
    clearTimeout(this.#readyTimer);
  }

  #readyIn(ms: number): void {
    if (this.#isReady) return;
    clearTimeout(this.#readyTimer);
    this.#readyTimer = setTimeout(() => {
      this.#isReady = true;
      this.told.whenReady();
    }, ms);
  }

  /** What of the first output is the shell's own. */
  #begin(output: string): string {
    if (this.#words.length < mostWords) this.#words += output;
    const beginning = shellBeginning(this.shell, this.#words);
    if (beginning.kind !== 'begun') return '';
    this.#begun = true;
    this.#process = beginning.process;
    this.told.whenBegun();
    // One that has no prompt gets what was typed all the same.
    this.#readyIn(silenceMs);
    return beginning.rest;
  }
}
