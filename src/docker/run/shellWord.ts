import type { RunCode, RunProblem, SpecProblem } from './problem';

/** bash stands for POSIX shells, PowerShell for version 7.3 and later, cmd for its prompt. */
export type Shell = 'bash' | 'powershell' | 'cmd';

/** A word of a command, as the program gets it, and where it is written. */
export interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of one command; what a shell would have done besides is among the problems. */
export interface ShellLine {
  readonly words: readonly ShellWord[];
  readonly problems: readonly RunProblem[];
  /** Where the next command begins. */
  readonly rest: number | undefined;
}

/** Nobody reads more of one code, and to place and sort hundreds of thousands takes its time. */
const mostOfOneCode = 1_000;

/** Puts words together from their pieces. */
export class WordCollector implements ShellLine {
  readonly words: ShellWord[] = [];
  readonly problems: RunProblem[] = [];
  rest: number | undefined;
  private readonly reported = new Map<RunCode, number>();
  private text: string | undefined;
  private start = 0;

  /** Whether a word has begun; an empty pair of quotes begins one. */
  get isOpen(): boolean {
    return this.text !== undefined;
  }

  add(text: string, at: number): void {
    if (this.text === undefined) {
      this.text = text;
      this.start = at;
    } else this.text += text;
  }

  finish(end: number): void {
    if (this.text === undefined) return;
    this.words.push({ text: this.text, start: this.start, end });
    this.text = undefined;
  }

  /** Forgets the word that is under way, and gives what there is of it. */
  drop(): string {
    const { text = '' } = this;
    this.text = undefined;
    return text;
  }

  report(
    severity: SpecProblem['severity'],
    code: RunCode,
    start: number,
    end: number,
    ...args: readonly string[]
  ): void {
    const before = this.reported.get(code) ?? 0;
    if (before >= mostOfOneCode) return;
    this.reported.set(code, before + 1);
    if (args.length === 0) this.problems.push({ severity, code, start, end });
    else this.problems.push({ severity, code, start, end, args });
  }

  /** At the end of a line: whether the command is still to come; what stands behind it is told. */
  goesOn(text: string, from: number): boolean {
    if (this.words.length === 0) return true;
    this.reportRest(text, from);
    return false;
  }

  /** Says what of the text stands behind the command. */
  reportRest(text: string, from: number): void {
    const rest = text.slice(from);
    if (rest.trim() === '') return;
    const start = from + (rest.length - rest.trimStart().length);
    this.rest = start;
    this.report('warning', 'line.more', start, text.trimEnd().length, rest.trim());
  }
}
