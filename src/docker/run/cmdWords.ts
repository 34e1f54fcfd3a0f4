import { type ShellLine, WordCollector } from './shellWord';

/**
 * Splits one command into words as Windows' cmd and a program's own start-up code do, one after
 * the other: cmd takes its carets away, the program reads the quotes and backslashes.
 */
export function cmdWords(text: string, from: number): ShellLine {
  const into = new WordCollector();
  const line = readCarets(text, from, into);
  new ArgumentReader(line, into).read();
  return into;
}

/** What cmd hands on, and where each character of it is written. */
interface HandedOn {
  readonly text: string;
  readonly offsets: readonly number[];
  readonly end: number;
}

function readCarets(text: string, from: number, into: WordCollector): HandedOn {
  const characters: string[] = [];
  const offsets: number[] = [];
  const keep = (character: string, at: number): void => {
    characters.push(character);
    offsets.push(at);
  };
  let isQuoted = false;
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\n') {
      if (characters.some(kept => kept.trim() !== '')) break;
    } else if (character === '^' && !isQuoted) {
      at = skipLineEnd(text, at + 1);
      if (at < text.length) keep(text[at] ?? '', at);
      else into.report('error', 'shell.escape', text.length - 1, text.length, '^');
    } else if (!isQuoted && /[|&<>]/.test(character)) {
      into.report('warning', 'shell.operator', at, at + 1, character);
      break;
    } else {
      if (character === '"') isQuoted = !isQuoted;
      keep(character, at);
    }
  }
  reportVariables(text.slice(from, at), from, into);
  into.reportRest(text, at + 1);
  return { text: characters.join(''), offsets, end: Math.min(at, text.length) };
}

/** A caret at the end of a line joins it with the next, whose first character it escapes. */
function skipLineEnd(text: string, at: number): number {
  if (text[at] === '\n') return at + 1;
  return text.startsWith('\r\n', at) ? at + 2 : at;
}

function reportVariables(text: string, from: number, into: WordCollector): void {
  for (const { 0: found, index } of text.matchAll(/(?<!\^)%[a-z_]\w*%/gi)) {
    into.report('warning', 'shell.variable', from + index, from + index + found.length, found);
  }
}

/** The rules of Microsoft's C runtime, which Go's programs follow. */
class ArgumentReader {
  private at = 0;
  private isQuoted = false;

  constructor(
    private readonly line: HandedOn,
    private readonly into: WordCollector,
  ) {}

  read(): void {
    const { text, end } = this.line;
    while (this.at < text.length) this.step(text[this.at] ?? '');
    if (this.isQuoted) this.into.report('error', 'shell.quote', this.offset(this.at), end, '"');
    this.into.finish(end);
  }

  private step(character: string): void {
    const from = this.at;
    if (/[ \t\r]/.test(character) && !this.isQuoted) {
      this.into.finish(this.offset(from));
      this.at++;
    } else if (character === '\\') this.backslashes();
    else if (character === '"') this.quote();
    else {
      this.into.add(character, this.offset(from));
      this.at++;
    }
  }

  private quote(): void {
    const isDoubled = this.isQuoted && this.line.text[this.at + 1] === '"';
    this.into.add(isDoubled ? '"' : '', this.offset(this.at));
    // The doubled one stays within the quotes.
    if (!isDoubled) this.isQuoted = !this.isQuoted;
    this.at += isDoubled ? 2 : 1;
  }

  /** Backslashes are plain, but for those before a quote, where two stand for one. */
  private backslashes(): void {
    const from = this.at;
    while (this.line.text[this.at] === '\\') this.at++;
    const count = this.at - from;
    if (this.line.text[this.at] !== '"') {
      this.into.add('\\'.repeat(count), this.offset(from));
      return;
    }
    this.into.add('\\'.repeat(Math.floor(count / 2)), this.offset(from));
    if (count % 2 === 0) return;
    this.into.add('"', this.offset(this.at));
    this.at++;
  }

  private offset(at: number): number {
    return this.line.offsets[at] ?? this.line.end;
  }
}
