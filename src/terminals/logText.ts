import { EscapeFilter } from '../docker/escapes';
import type { LogMessage } from '../engine/logs';

const error = '\u001b[33m';
const plainColour = '\u001b[39m';
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins the sequence
const reset = /\u001b\[0?m/g;

/**
 * Standard error, told apart by its colour where it has none of its own. Yellow, not red: most
 * programs write all they have to say there.
 */
export function asErrorOutput(text: string): string {
  if (text === '') return '';
  return `${error}${text.replace(reset, found => found + error)}${plainColour}`;
}

/** Turns messages into what a terminal shows, line by line. */
export class LogText {
  readonly #filters = { stdout: new EscapeFilter('lines'), stderr: new EscapeFilter('lines') };
  /** The message whose line is not ended yet. */
  #open: LogMessage | undefined;

  constructor(private readonly timestamps: boolean) {}

  show(messages: readonly LogMessage[]): string {
    return messages.map(message => this.#show(message)).join('');
  }

  /** Ends a line that is open, before something else is said. */
  endLine(): string {
    return this.#open ? this.#end(this.#open) : '';
  }

  #show(message: LogMessage): string {
    const { from, stamp, text, ends } = message;
    const goesOn = this.#open?.from === from && this.#open.stamp === stamp && stamp !== '';
    const before = this.#open && !goesOn ? this.#end(this.#open) : '';
    const time = this.timestamps && !goesOn ? `\u001b[2m${shortStamp(stamp)}\u001b[22m ` : '';
    const shown = this.#filters[from].push(text);
    const coloured = from === 'stderr' ? asErrorOutput(shown) : shown;
    this.#open = ends ? undefined : message;
    return before + time + coloured + (ends ? this.#end(message) : '');
  }

  #end({ from }: LogMessage): string {
    this.#filters[from].reset();
    this.#open = undefined;
    return '\r\n';
  }
}

/** To the millisecond: nine decimals take a quarter of a narrow terminal. */
export function shortStamp(stamp: string): string {
  return stamp.replace(/(\.\d{3})\d*/, '$1');
}
