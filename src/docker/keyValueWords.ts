import { validateLabel } from './keyValue';
import type { Problem } from './problem';
import { splitCommand, validateCommand } from './splitCommand';

/** The words of a text with several `key=value`, quoted as in a shell where they hold blanks. */
export function keyValueWords(text: string): readonly string[] {
  return splitCommand(text) ?? [];
}

/** Checks the quoting, then the words. */
export function validateWords(
  text: string,
  validate: (words: readonly string[]) => Problem | undefined,
): Problem | undefined {
  return validateCommand(text) ?? validate(keyValueWords(text));
}

export function validateLabels(text: string): Problem | undefined {
  return validateWords(text, words => words.map(validateLabel).find(found => found !== undefined));
}
