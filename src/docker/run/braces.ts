/** More words or longer ones than this no line means; a shell would make them all the same. */
const mostWords = 1000;
const longest = 1000;
const mostTries = 10;

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
  const text = pieces.map(piece => piece.text).join('');
  const hasBraces = pieces.some(piece => piece.isPlain && piece.text.includes('{'));
  if (!hasBraces || text.length > longest) return [text];
  const mask = pieces.map(piece => (piece.isPlain ? piece.text : '_'.repeat(piece.text.length)));
  const words = expand({ text, mask: mask.join('') }, 0);
  return words.length > mostWords ? [text] : words.map(word => word.text);
}

/** A text, and beside it the same with all blotted out that was in quotes. */
interface Masked {
  readonly text: string;
  readonly mask: string;
}

function expand(word: Masked, depth: number): readonly Masked[] {
  const found = depth > 8 ? undefined : firstBraces(word);
  if (found === undefined) return [word];
  const before = cut(word, 0, found.start);
  const rests = expand(cut(word, found.end), depth + 1);
  const choices = found.choices.flatMap(choice => expand(choice, depth + 1));
  if (choices.length * rests.length > mostWords) return [word];
  return choices.flatMap(choice => rests.map(rest => joined(before, choice, rest)));
}

function cut({ text, mask }: Masked, start: number, end?: number): Masked {
  return { text: text.slice(start, end), mask: mask.slice(start, end) };
}

function joined(...parts: readonly Masked[]): Masked {
  return {
    text: parts.map(part => part.text).join(''),
    mask: parts.map(part => part.mask).join(''),
  };
}

interface Braces {
  readonly start: number;
  readonly end: number;
  readonly choices: readonly Masked[];
}

/** The first pair of braces that means something: with a comma between, or a range. */
function firstBraces(word: Masked): Braces | undefined {
  const { mask } = word;
  let tries = 0;
  for (let start = mask.indexOf('{'); start >= 0; start = mask.indexOf('{', start + 1)) {
    if (++tries > mostTries) return undefined;
    const found = mask[start - 1] === '$' ? undefined : bracesAt(word, start);
    if (found !== undefined) return found;
  }
  return undefined;
}

function bracesAt(word: Masked, start: number): Braces | undefined {
  const commas = [start];
  const mark = /[{},]/g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(word.mask); found !== null; found = mark.exec(word.mask)) {
    const [letter] = found;
    if (letter === '{') depth++;
    if (letter === ',' && depth === 1) commas.push(found.index);
    if (letter !== '}' || --depth > 0) continue;
    const ends = [...commas.slice(1), found.index];
    const parts = commas.map((comma, index) => cut(word, comma + 1, ends[index]));
    const choices = parts.length > 1 ? parts : rangeOf(parts[0]?.mask ?? '');
    return choices && { start, end: found.index + 1, choices };
  }
  return undefined;
}

/** `1..3`, `a..c`, `1..9..2`. */
function rangeOf(text: string): readonly Masked[] | undefined {
  const [, first, last, firstLetter, lastLetter, stepText = '1'] =
    /^(?:(-?\d{1,9})\.\.(-?\d{1,9})|([a-z])\.\.([a-z]))(?:\.\.(-?\d{1,9}))?$/i.exec(text) ?? [];
  const isNumber = first !== undefined && last !== undefined;
  const from = isNumber ? Number(first) : (firstLetter?.charCodeAt(0) ?? Number.NaN);
  const to = isNumber ? Number(last) : (lastLetter?.charCodeAt(0) ?? Number.NaN);
  const step = Math.abs(Number(stepText)) || 1;
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  if (Number.isNaN(count) || count > mostWords) return undefined;
  const isPadded = /^-?0\d/.test(`${first}`) || /^-?0\d/.test(`${last}`);
  const width = isPadded ? Math.max(`${first}`.length, `${last}`.length) : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = from + index * step * Math.sign(to - from);
    const shown = isNumber ? `${value}`.padStart(width, '0') : String.fromCharCode(value);
    return { text: shown, mask: shown };
  });
}
