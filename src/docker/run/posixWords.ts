import { readAnsiQuote } from './ansiQuote';
import { expandBraces, type WordPiece } from './braces';
import { isPattern, keepExpansion } from './shellExpansion';
import { type ShellLine, WordCollector } from './shellWord';

/**
 * Splits one command into words as bash does, from this place on. Variables and commands within
 * are kept as they are written; where the command ends before the text does, that is reported.
 *
 * @param hasPrompt whether the prompt stands before it: further lines may begin with `> ` then
 */
export function posixWords(text: string, from: number, hasPrompt: boolean): ShellLine {
  return new PosixReader(text, from, hasPrompt).read();
}

/** What has no meaning of its own outside quotes. */
const plainRun = /[^\s'"\\$`|&;<>()#~{}]+/y;
/** A whole word in which nothing has a meaning: most words of most lines. */
const plainWord = /[^\s'"\\$`|&;<>()#~{}*?[]+(?=[ \t])/y;
/** No line has more words with braces in them; they take their time. */
const mostExpansions = 200;
/** A home folder, and whose. */
const tilde = /[^\s/:]{1,100}/y;
const plainPair = /[^"\\$`]+/y;

class PosixReader {
  private readonly into = new WordCollector();
  private pieces: WordPiece[] = [];
  private expansions = 0;

  constructor(
    private readonly text: string,
    private at: number,
    private readonly hasPrompt: boolean,
  ) {}

  read(): ShellLine {
    while (this.at < this.text.length && this.step()) {
      // Each step moves on.
    }
    this.finish();
    return this.into;
  }

  /** One piece; false where the command ends. */
  private step(): boolean {
    const character = this.text[this.at] ?? '';
    if (character === ' ' || character === '\t' || character === '\r') {
      if (this.into.isOpen) this.finish();
      this.at++;
    } else if (!this.into.isOpen && this.wholeWord()) return true;
    else if (character === '\n') return this.endOfLine();
    else if (character === '\\') this.escape();
    else if (character === "'") this.single();
    else if (character === '"') this.double(this.at);
    else if (character === '$' || character === '`') this.dollar();
    else if (/[|&;<>()]/.test(character)) return this.operator();
    else if (character === '#' && !this.into.isOpen) this.comment();
    else this.plain(character);
    return true;
  }

  private wholeWord(): boolean {
    plainWord.lastIndex = this.at;
    if (!plainWord.test(this.text)) return false;
    const start = this.at;
    const end = plainWord.lastIndex;
    this.into.words.push({ text: this.text.slice(start, end), start, end });
    this.at = end;
    return true;
  }

  private add(text: string, at: number, isPlain: boolean): void {
    this.into.add(text, at);
    this.pieces.push({ text, isPlain });
  }

  private finish(): void {
    const before = this.into.words.length;
    this.into.finish(this.at);
    if (this.pieces.length === 0) return;
    const word = this.into.words[before];
    if (word !== undefined) {
      const words = this.expanded(word.text);
      if (words.length > 1) {
        this.into.words.splice(before, 1, ...words.map(text => ({ ...word, text })));
      }
      this.reportPatterns(word.start);
    }
    this.pieces = [];
  }

  private expanded(text: string): readonly string[] {
    const hasBraces = this.pieces.some(piece => piece.isPlain && piece.text === '{');
    return hasBraces && ++this.expansions <= mostExpansions ? expandBraces(this.pieces) : [text];
  }

  private reportPatterns(start: number): void {
    if (!this.pieces.some(({ text, isPlain }) => isPlain && isPattern(text))) return;
    const written = this.text.slice(start, this.at);
    this.into.report('info', 'shell.pattern', start, this.at, written);
  }

  private endOfLine(): boolean {
    this.finish();
    this.at++;
    return this.into.goesOn(this.text, this.at);
  }

  private escape(): void {
    const from = this.at;
    const next = this.text[from + 1];
    const isLineEnd = next === '\n' || this.text.startsWith('\r\n', from + 1);
    if (isLineEnd) {
      this.at = this.text.indexOf('\n', from) + 1;
      if (this.hasPrompt && this.text.startsWith('> ', this.at)) this.at += 2;
    } else if (next === undefined) {
      this.into.report('error', 'shell.escape', from, from + 1, '\\');
      this.add('\\', from, false);
      this.at++;
    } else {
      this.add(next, from, false);
      this.at += 2;
    }
  }

  private single(): void {
    const from = this.at;
    const close = this.text.indexOf("'", from + 1);
    this.add(this.text.slice(from + 1, close < 0 ? undefined : close), from, false);
    this.at = close < 0 ? this.text.length : close + 1;
    if (close < 0) this.reportOpen(from, "'");
  }

  private double(from: number): void {
    this.add('', from, false);
    this.at = this.text.indexOf('"', from) + 1;
    while (this.at < this.text.length) {
      const character = this.text[this.at];
      if (character === '"') {
        this.at++;
        return;
      }
      if (character === '\\') this.escapeInDouble();
      else if (character === '$' || character === '`') this.expansion();
      else {
        plainPair.lastIndex = this.at;
        const run = plainPair.exec(this.text)?.[0] ?? '';
        this.add(run, this.at, false);
        this.at += run.length;
      }
    }
    this.reportOpen(from, '"');
  }

  /** Between double quotes a backslash is special only before these. */
  private escapeInDouble(): void {
    const next = this.text[this.at + 1] ?? '';
    if (next === '\n') this.at += 2;
    else if (/[$`"\\]/.test(next)) {
      this.add(next, this.at, false);
      this.at += 2;
    } else {
      this.add('\\', this.at, false);
      this.at++;
    }
  }

  private dollar(): void {
    const next = this.text[this.at + 1];
    if (this.text[this.at] === '$' && next === '"') this.double(this.at);
    else if (this.text[this.at] === '$' && next === "'") this.ansi();
    else this.expansion();
  }

  private ansi(): void {
    const from = this.at;
    let end = from + 2;
    while (end < this.text.length && this.text[end] !== "'") end += this.text[end] === '\\' ? 2 : 1;
    const inside = this.text.slice(from + 2, end);
    this.add(readAnsiQuote(inside), from, false);
    this.at = Math.min(end + 1, this.text.length);
    if (this.text[end] !== "'") {
      this.at = this.text.length;
      this.reportOpen(from, "$'");
    }
  }

  private expansion(): void {
    const from = this.at;
    this.at = keepExpansion(this.text, from, this.into, false);
    if (this.at === from) {
      this.add('$', from, false);
      this.at++;
    } else this.pieces.push({ text: this.text.slice(from, this.at), isPlain: false });
  }

  private reportOpen(from: number, quote: string): void {
    this.into.report('error', 'shell.quote', from, this.text.length, quote);
  }

  private comment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  private plain(character: string): void {
    const from = this.at;
    if (character === '~' && !this.into.isOpen) this.reportTilde();
    plainRun.lastIndex = from;
    const end = plainRun.test(this.text) ? plainRun.lastIndex : from + character.length;
    this.add(this.text.slice(from, end), from, true);
    this.at = end;
  }

  private reportTilde(): void {
    tilde.lastIndex = this.at;
    const end = tilde.test(this.text) ? tilde.lastIndex : this.at + 1;
    this.into.report('warning', 'shell.tilde', this.at, end, this.text.slice(this.at, end));
  }

  /** A redirection is passed over with its file; any other operator ends the command. */
  private operator(): boolean {
    const from = this.at;
    const [operator = ''] =
      /^(?:&>>?|[<>]{1,3}[&|]?|[|&;()]+)/.exec(this.text.slice(from, from + 9)) ?? [];
    const word = this.pieces.map(({ text }) => text).join('');
    if (/^\d+$/.test(word) && /^[<>]/.test(operator)) {
      this.into.drop();
      this.pieces = [];
    }
    this.finish();
    if (!/[<>]/.test(operator)) {
      this.into.report('warning', 'shell.operator', from, from + operator.length, operator);
      this.into.reportRest(this.text, from + operator.length);
      return false;
    }
    this.at = from + operator.length;
    this.skipTarget();
    this.into.report('warning', 'shell.operator', from, this.at, this.text.slice(from, this.at));
    return true;
  }

  /** The file behind a redirection: one word, read like every other and forgotten. */
  private skipTarget(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
    this.into.add('', this.at);
    while (this.at < this.text.length && !/[\s|&;<>()]/.test(this.text[this.at] ?? '')) this.step();
    this.into.drop();
    this.pieces = [];
  }
}
