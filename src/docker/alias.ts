import { type Problem, problem } from './problem';

/** What one name may hold in the DNS; in characters. */
const longest = 63;

/** The names in a text, separated by blanks or commas. */
export function splitAliases(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter(alias => alias !== ''))];
}

/** Checks the names by which a container is to be found in a network; the engine takes any text. */
export function validateAliases(text: string): Problem | undefined {
  for (const alias of splitAliases(text)) {
    const wrong = /[^a-zA-Z0-9_.-]/u.exec(alias)?.[0];
    if (wrong !== undefined) return problem('name.characters', wrong);
    if (!/^[a-zA-Z0-9_]/.test(alias)) return problem('name.start', alias[0] ?? '');
    if (alias.split('.').some(part => part.length > longest)) {
      return problem('name.tooLong', longest);
    }
  }
  return undefined;
}
