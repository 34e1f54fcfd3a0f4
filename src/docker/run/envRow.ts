import { formatKeyValue, type KeyValue, parseKeyValue } from '../keyValue';

export type EnvRow = KeyValue;

/** With a value, though an empty one: a bare name would ask for that of the surroundings. */
export const blankEnv: EnvRow = { key: '', value: '' };

export const readEnvRow: (text: string) => EnvRow = parseKeyValue;
export const writeEnvRow: (row: EnvRow) => string = formatKeyValue;

/** The variables of an image that are not set anew. */
export function inheritedEnv(
  image: readonly string[],
  given: readonly string[],
): readonly KeyValue[] {
  const names = new Set(given.map(text => parseKeyValue(text).key));
  return image.map(parseKeyValue).filter(({ key }) => !names.has(key));
}

/** A block of text, a variable a line; undefined where one of them has more lines than one. */
export function toEnvBlock(texts: readonly string[]): string | undefined {
  return texts.some(text => /[\r\n]/.test(text)) ? undefined : texts.join('\n');
}

/** The variables of a block; empty lines are none. */
export function fromEnvBlock(block: string): readonly string[] {
  return block.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
}
