import { keepExpansion } from './shellExpansion';
import { type ShellLine, WordCollector } from './shellWord';

/** Splits one command into words as PowerShell does, from this place on; see `posixWords`. */
export function powershellWords(text: string, from: number): ShellLine {
  return new PowershellReader(text, from).read();
}

/** PowerShell takes typographic quotes for straight ones. */
const singleQuote = /['\u2018\u2019\u201a\u201b]/;
const doubleQuote = /["\u201c\u201d\u201e]/;
const plainRun = /[^\s'"\u2018-\u201e`$|&;<>(){}#]+/y;
const plainPair = /[^"\u201c-\u201e`$]+/y;
const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

class PowershellReader {
  private readonly into = new WordCollector();

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  read(): ShellLine {
    while (this.at < this.text.length && this.step()) {
      // Each step moves on.
    }
    this.into.finish(this.at);
    return this.into;
  }

  /** One piece; false where the command ends. */
  private step(): boolean {
    const character = this.text[this.at] ?? '';
    if (/[ \t\r]/.test(character)) {
      this.into.finish(this.at);
      this.at++;
    } else if (character === '\n') return this.endOfLine();
    else if (character === '`') this.escape();
    else if (singleQuote.test(character)) this.single();
    else if (doubleQuote.test(character)) this.double();
    else if (character === '$') this.expansion();
    else if (/[|&;<>]/.test(character)) return this.operator(character);
    else if (character === '#' && !this.into.isOpen) this.comment();
    else this.plain(character);
    return true;
  }

  private endOfLine(): boolean {
    this.into.finish(this.at);
    this.at++;
    return this.into.goesOn(this.text, this.at);
  }

  private escape(): void {
    const from = this.at;
    const next = this.text[from + 1];
    if (next === undefined) {
      this.into.report('error', 'shell.escape', from, from + 1, '`');
      this.at++;
    } else if (next === '\n' || this.text.startsWith('\r\n', from + 1)) {
      this.at = this.text.indexOf('\n', from) + 1;
      if (this.text.startsWith('>> ', this.at)) this.at += 3;
    } else {
      this.into.add(escapes[next] ?? next, from);
      this.at += 2;
    }
  }

  private single(): void {
    const from = this.at;
    const stop = /['\u2018\u2019\u201a\u201b]/g;
    stop.lastIndex = from + 1;
    this.into.add('', from);
    for (;;) {
      const start = stop.lastIndex;
      const close = stop.exec(this.text)?.index;
      this.into.add(this.text.slice(start, close), from);
      if (close === undefined) {
        this.at = this.text.length;
        this.into.report('error', 'shell.quote', from, this.at, "'");
        return;
      }
      this.at = close + 1;
      const next = this.text[this.at] ?? '';
      if (!singleQuote.test(next)) return;
      // Two of them are one that does not close.
      this.into.add(next, from);
      stop.lastIndex = this.at + 1;
    }
  }

  private double(): void {
    const from = this.at;
    this.into.add('', from);
    this.at++;
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? '';
      const next = this.text[this.at + 1] ?? '';
      if (doubleQuote.test(character)) {
        this.at++;
        if (!doubleQuote.test(next)) return;
        this.into.add(next, from);
        this.at++;
      } else if (character === '`') {
        this.into.add(escapes[next] ?? next, from);
        this.at += 2;
      } else if (character === '$') this.expansion();
      else {
        plainPair.lastIndex = this.at;
        const run = plainPair.exec(this.text)?.[0] ?? character;
        this.into.add(run, from);
        this.at += run.length;
      }
    }
    this.at = this.text.length;
    this.into.report('error', 'shell.quote', from, this.at, '"');
  }

  private expansion(): void {
    const from = this.at;
    this.at = keepExpansion(this.text, from, this.into, true);
    if (this.at > from) return;
    this.into.add('$', from);
    this.at++;
  }

  private comment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  private plain(character: string): void {
    plainRun.lastIndex = this.at;
    const run = plainRun.exec(this.text)?.[0] ?? character;
    this.into.add(run, this.at);
    this.at += run.length;
  }

  private operator(character: string): boolean {
    // The call operator: what follows is the command.
    const isCall = character === '&' && !this.into.isOpen && this.into.words.length === 0;
    if (isCall) {
      this.at++;
      return true;
    }
    this.into.finish(this.at);
    this.into.report('warning', 'shell.operator', this.at, this.at + 1, character);
    this.into.reportRest(this.text, this.at + 1);
    return false;
  }
}
