import { validateImage } from '../validateReference';
import { parseGoBool } from './goNumber';
import { isSwitch, type OptionName, optionOf, optionOfLetter } from './options';
import type { RunCode, RunProblem } from './problem';
import type { ShellWord } from './shellWord';
import { similarFlag } from './similarFlag';
import type { UnknownOption } from './spec';

/** Offsets into the text, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An option as it stands in the text. */
export interface GivenOption extends Span {
  readonly option: OptionName;
  /** Of a switch `true` or `false`. */
  readonly value: string;
  /** Where the value stands; where it is not written, the option. */
  readonly valueSpan: Span;
}

export interface ReadFlags {
  readonly given: readonly GivenOption[];
  readonly unknown: readonly (UnknownOption & Span)[];
  readonly problems: readonly RunProblem[];
  /** The words behind the options: the image and its command. */
  readonly rest: readonly ShellWord[];
}

/** Takes the options off the words, by the rules of Go's pflag; the first other word ends them. */
export function readFlags(words: readonly ShellWord[], from: number): ReadFlags {
  return new FlagReader(words, from).read();
}

class FlagReader {
  private readonly given: GivenOption[] = [];
  private readonly unknown: (UnknownOption & Span)[] = [];
  private readonly problems: RunProblem[] = [];

  constructor(
    private readonly words: readonly ShellWord[],
    private at: number,
  ) {}

  read(): ReadFlags {
    for (let word = this.words[this.at]; word !== undefined; word = this.words[this.at]) {
      if (!word.text.startsWith('-') || word.text === '-') break;
      this.at++;
      if (word.text === '--') break;
      if (word.text.startsWith('--')) this.long(word);
      else this.letters(word);
    }
    const { given, unknown, problems } = this;
    return { given, unknown, problems, rest: this.words.slice(this.at) };
  }

  private long(word: ShellWord): void {
    const equals = word.text.indexOf('=');
    const name = word.text.slice(2, equals < 0 ? undefined : equals);
    const attached = equals < 0 ? undefined : word.text.slice(equals + 1);
    if (/^(?:-|$)/.test(name)) {
      this.report('option.syntax', word, word.text);
      this.unknown.push({ flag: word.text, start: word.start, end: word.end });
      return;
    }
    const option = optionOf(name);
    if (option === undefined) this.keepUnknown(`--${name}`, attached, word);
    else this.take(option, `--${name}`, attached, word, equals + 1);
  }

  /** `-itp80:80`: letters, the last of which may have its value behind it. */
  private letters(word: ShellWord): void {
    const only = word.text.length === 2 ? optionOfLetter(word.text.slice(1)) : undefined;
    if (only !== undefined) {
      this.take(only, word.text, undefined, word, 0);
      return;
    }
    for (let at = 1; at < word.text.length; at++) {
      const letter = String.fromCodePoint(word.text.codePointAt(at) ?? 0);
      const next = at + letter.length;
      const rest = word.text.slice(next);
      const option = optionOfLetter(letter);
      const isAssigned = rest.startsWith('=') && rest.length > 1;
      // The hyphen belongs to the first.
      const span = spanWithin(word, at === 1 ? 0 : at, next);
      if (option !== undefined && isSwitch(option) && !isAssigned) {
        this.put(option, 'true', span, span);
        continue;
      }
      const attached = isAssigned ? rest.slice(1) : rest === '' ? undefined : rest;
      const whole = { ...word, start: span.start };
      if (option === undefined) this.keepUnknown(`-${letter}`, attached, whole);
      else this.take(option, `-${letter}`, attached, whole, next + (isAssigned ? 1 : 0), word);
      return;
    }
  }

  private take(
    option: OptionName,
    flag: string,
    attached: string | undefined,
    word: ShellWord,
    valueAt: number,
    whole = word,
  ): void {
    const next = this.words[this.at];
    if (attached !== undefined) {
      this.put(option, attached, word, spanWithin(whole, valueAt, whole.text.length), flag);
    } else if (isSwitch(option)) this.put(option, 'true', word, word);
    else if (next === undefined) this.report('option.needsValue', word, flag);
    else {
      this.at++;
      this.put(option, next.text, { start: word.start, end: next.end }, next);
    }
  }

  private put(option: OptionName, value: string, span: Span, valueSpan: Span, flag = ''): void {
    const { start, end } = span;
    const truth = isSwitch(option) ? parseGoBool(value) : value;
    if (truth === undefined) {
      this.report('option.boolean', valueSpan, value);
      this.unknown.push({ flag, value, start, end });
      return;
    }
    const place = { start: valueSpan.start, end: valueSpan.end };
    this.given.push({ option, value: `${truth}`, start, end, valueSpan: place });
  }

  /** Docker would stop here; we guess whether the next word is the value, and go on. */
  private keepUnknown(flag: string, attached: string | undefined, word: ShellWord): void {
    const similar = this.unknown.length < 20 ? similarFlag(flag) : undefined;
    const next = this.words[this.at];
    const isValue =
      attached === undefined &&
      next !== undefined &&
      !next.text.startsWith('-') &&
      (similar === undefined ? validateImage(next.text) !== undefined : !isSwitch(similar));
    if (isValue) this.at++;
    const value = isValue ? next.text : attached;
    const end = isValue ? next.end : word.end;
    const span = { start: word.start, end };
    this.unknown.push({ flag, ...(value !== undefined && { value }), ...span });
    this.report('option.unknown', span, flag, ...(similar === undefined ? [] : [`--${similar}`]));
  }

  private report(code: RunCode, { start, end }: Span, ...args: readonly string[]): void {
    this.problems.push({ severity: 'error', code, args, start, end });
  }
}

/** The place of a part of a word; all of it where quotes keep the offsets from being told. */
function spanWithin(word: ShellWord, from: number, to: number): Span {
  if (word.end - word.start !== word.text.length) return { start: word.start, end: word.end };
  return { start: word.start + from, end: word.start + to };
}
