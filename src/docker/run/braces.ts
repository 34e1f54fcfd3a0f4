/** More words or longer ones than this no line means; a shell would make them all the same. */
const mostWords = 1000;
const longest = 4000;

/** A piece of a word: what a shell looks for braces in, and what was quoted. */
export interface WordPiece {
  readonly text: string;
  readonly isPlain: boolean;
}

/**
 * bash's brace expansion: `/dev/{sda,sdb}` is two words, `{1..3}` three. Where there is nothing to
 * expand, or too much, the word stays one.
 */
export function expandBraces(pieces: readonly WordPiece[]): readonly string[] {
  const whole = pieces.map(({ text }) => text).join('');
  const hasBraces = pieces.some(({ text, isPlain }) => isPlain && text.includes('{'));
  if (!hasBraces || whole.length > longest) return [whole];
  const letters = pieces.flatMap(({ text, isPlain }) =>
    Array.from(text, letter => ({ letter, isPlain })),
  );
  const expanded = expand(letters, 0);
  return expanded.length === 0 || expanded.length > mostWords
    ? [whole]
    : expanded.map(word => word.map(({ letter }) => letter).join(''));
}

interface Letter {
  readonly letter: string;
  readonly isPlain: boolean;
}

type Letters = readonly Letter[];

function expand(word: Letters, depth: number): readonly Letters[] {
  const found = depth > 8 ? undefined : firstBraces(word);
  if (found === undefined) return [word];
  const before = word.slice(0, found.start);
  const rests = expand(word.slice(found.end), depth + 1);
  const choices = found.choices.flatMap(choice => expand(choice, depth + 1));
  if (choices.length * rests.length > mostWords) return [word];
  return choices.flatMap(choice => rests.map(rest => [...before, ...choice, ...rest]));
}

interface Braces {
  readonly start: number;
  readonly end: number;
  readonly choices: readonly Letters[];
}

/** The first pair of braces that means something: with a comma between, or a range. */
function firstBraces(word: Letters): Braces | undefined {
  for (const [start, { letter, isPlain }] of word.entries()) {
    if (letter !== '{' || !isPlain || word[start - 1]?.letter === '$') continue;
    const found = bracesAt(word, start);
    if (found !== undefined) return found;
  }
  return undefined;
}

function bracesAt(word: Letters, start: number): Braces | undefined {
  const commas = [start];
  let depth = 0;
  for (let at = start; at < word.length; at++) {
    const { letter = '', isPlain = false } = word[at] ?? {};
    if (!isPlain) continue;
    if (letter === '{') depth++;
    if (letter === ',' && depth === 1) commas.push(at);
    if (letter !== '}' || --depth > 0) continue;
    const ends = [...commas.slice(1), at];
    const parts = commas.map((comma, index) => word.slice(comma + 1, ends[index]));
    const choices = parts.length > 1 ? parts : rangeOf(parts[0] ?? []);
    return choices && { start, end: at + 1, choices };
  }
  return undefined;
}

/** `1..3`, `a..c`, `1..9..2`. */
function rangeOf(inside: Letters): readonly Letters[] | undefined {
  const text = inside.map(({ letter }) => letter).join('');
  const [, first, last, firstLetter, lastLetter, stepText = '1'] =
    /^(?:(-?\d{1,9})\.\.(-?\d{1,9})|([a-z])\.\.([a-z]))(?:\.\.(-?\d{1,9}))?$/i.exec(text) ?? [];
  const isNumber = first !== undefined && last !== undefined;
  const from = isNumber ? Number(first) : (firstLetter?.charCodeAt(0) ?? Number.NaN);
  const to = isNumber ? Number(last) : (lastLetter?.charCodeAt(0) ?? Number.NaN);
  const step = Math.abs(Number(stepText)) || 1;
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (Number.isNaN(count) || count > mostWords) return undefined;
  const width =
    /^-?0\d/.test(`${first}`) || /^-?0\d/.test(`${last}`)
      ? Math.max(`${first}`.length, `${last}`.length)
      : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = from + index * step * Math.sign(to - from);
    const shown = isNumber ? `${value}`.padStart(width, '0') : String.fromCharCode(value);
    return Array.from(shown, letter => ({ letter, isPlain: false }));
  });
}
