import { type Problem, problem } from './problem';

/**
 * Splits a line into words by the quoting rules of a POSIX shell. Nothing is expanded: `$HOME`
 * and `*` go to the container as they are. Undefined where the line is no list of words.
 */
export function splitCommand(text: string): readonly string[] | undefined {
  const read = readWords(text);
  return 'code' in read ? undefined : read.words;
}

/** Checks the quotes, and that nothing is asked for that only a shell does. */
export function validateCommand(text: string): Problem | undefined {
  const read = readWords(text);
  return 'code' in read ? read : undefined;
}

interface Words {
  readonly words: readonly string[];
}

/** One step of reading: a whole quoted piece, an escaped character, blanks, or plain text. */
const token =
  /(?<blank>[ \t\n]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<operator>&&|\|\||;;|<<|>>|[|&;<>()])|(?<text>[^ \t\n'"\\|&;<>()]+)/sy;

function readWords(text: string): Words | Problem {
  if (text.includes('\0')) return problem('command.nul');
  const words: string[] = [];
  let word: string | undefined;
  token.lastIndex = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return unfinished(text[at] ?? '');
    if (groups.operator !== undefined) return problem('command.operator', groups.operator);
    if (groups.blank === undefined) {
      word = (word ?? '') + pieceOf(groups);
      continue;
    }
    if (word !== undefined) words.push(word);
    word = undefined;
  }
  if (word !== undefined) words.push(word);
  return { words };
}

function pieceOf(groups: Readonly<Record<string, string | undefined>>): string {
  const { single, double, escaped, text } = groups;
  // Between double quotes a backslash is special only before these.
  if (double !== undefined) return double.replace(/\\([$`"\\\n])/g, (_, mark) => continued(mark));
  if (escaped !== undefined) return continued(escaped);
  return single ?? text ?? '';
}

/** A backslash before the end of a line joins it with the next. */
function continued(character: string): string {
  return character === '\n' ? '' : character;
}

function unfinished(character: string): Problem {
  return character === '\\' ? problem('command.escape') : problem('command.quote', character);
}
