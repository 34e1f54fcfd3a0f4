/** What a line editor makes of what is typed. */
export interface LineStep {
  /** What the terminal shows of it. */
  readonly echo: string;
  /** What goes to the process. */
  readonly send: string;
  readonly act?: 'interrupt' | 'endOfInput';
}

/** East Asian wide characters and emoji: they take two cells. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const withoutCell = /\p{Mn}|\p{Me}|[\u200b-\u200f]/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: keys send it
const keySequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/g;

function cells(character: string): number {
  if (withoutCell.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/**
 * What a terminal's driver does for a process that has none: it shows what is typed, lets one take
 * it back, and sends whole lines.
 */
export class LineInput {
  #line: string[] = [];

  take(text: string): readonly LineStep[] {
    // Arrow keys and their kin have no meaning here.
    const typed = text.replace(keySequence, '');
    return [...typed].map(character => this.#take(character));
  }

  #take(character: string): LineStep {
    switch (character) {
      case '\r':
      case '\n':
        return { echo: '\r\n', send: `${this.#cut()}\n` };
      case '\u007f':
      case '\b':
        return { echo: erased(this.#line.pop()), send: '' };
      case '\u0015': // Ctrl-U
        return { echo: this.#line.splice(0).reverse().map(erased).join(''), send: '' };
      case '\u0003':
        this.#cut();
        return { echo: '^C\r\n', send: '', act: 'interrupt' };
      case '\u0004':
        // As a terminal does: what was typed goes first, an empty line is the end.
        return this.#line.length > 0
          ? { echo: '', send: this.#cut() }
          : { echo: '', send: '', act: 'endOfInput' };
      default:
        if (character < ' ' && character !== '\t') return { echo: '', send: '' };
        this.#line.push(character);
        return { echo: character, send: '' };
    }
  }

  #cut(): string {
    return this.#line.splice(0).join('');
  }
}

function erased(character: string | undefined): string {
  return '\b \b'.repeat(character === undefined ? 0 : character === '\t' ? 1 : cells(character));
}
