import { l10n } from 'vscode';
import { EngineError } from '../engine/errors';
import type { TerminalSize } from '../engine/resize';
import { sentenceOf } from '../ui/showError';
import type { Program } from './programTerminal';
import type { Screen } from './screen';

/** What is seen of a terminal whose size is not known. */
const usualSize: TerminalSize = { columns: 80, rows: 24 };

/**
 * Lines that change in their place, as far as they fit; the last picture is whole. For progress
 * of several things at once. What was done, or cancelled by the user, needs no reading.
 */
export class LinesProgram implements Program {
  readonly once = true;
  #drawn = 0;
  #isOver = false;

  /** @param cancel called by Ctrl-C, and where the terminal is closed too early */
  constructor(
    private readonly pictures: AsyncIterable<readonly string[]>,
    private readonly cancel: () => void,
  ) {}

  get isOver(): boolean {
    return this.#isOver;
  }

  async run(screen: Screen, signal: AbortSignal): Promise<string> {
    signal.addEventListener('abort', this.cancel);
    let last: readonly string[] = [];
    try {
      for await (const lines of this.pictures) {
        last = lines;
        this.#draw(screen, lines, false);
      }
      this.#draw(screen, last, true);
      this.#isOver = true;
      return l10n.t('Done.');
    } catch (error) {
      this.#draw(screen, last, true);
      this.#isOver = EngineError.is(error, 'cancelled');
      return sentenceOf(error);
    } finally {
      signal.removeEventListener('abort', this.cancel);
    }
  }

  input(text: string): boolean {
    if (text === '\u0003') this.cancel();
    return false;
  }

  #draw(screen: Screen, lines: readonly string[], whole: boolean): void {
    const { columns, rows } = screen.size ?? usualSize;
    const room = Math.max(1, rows - 1);
    const shown = whole ? lines : lines.slice(-room);
    const up = this.#drawn > 0 ? `\u001b[${this.#drawn}A` : '';
    // A line that wraps would take two rows, and the next picture would begin in the wrong one.
    const text = shown.map(line => `\u001b[2K${cut(line, columns - 1)}\r\n`).join('');
    screen.write(`${up}\r${text}\u001b[J`);
    this.#drawn = Math.min(shown.length, room);
  }
}

/** By characters; wide ones are counted as two. */
function cut(line: string, columns: number): string {
  let width = 0;
  let result = '';
  for (const character of line) {
    width += (character.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1;
    if (width > columns) return result;
    result += character;
  }
  return result;
}
