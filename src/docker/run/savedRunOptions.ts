import { factsOf, isList, isSwitch, type OptionName, type OptionType, optionOf } from './options';
import { asObject, asTexts, type KeyReader } from './savedRunReader';
import { similarFlag } from './similarFlag';
import type { RunOptions } from './spec';

/** Of these, a number is as good as a text that stands for one. */
const numbers: ReadonlySet<OptionType> = new Set(['int', 'uint16', 'uint64', 'decimal', 'bytes']);

export function takesNumber(name: OptionName): boolean {
  return numbers.has(factsOf(name).type);
}

/** The options of a saved run, by their long names. */
export function readOptions(reader: KeyReader): RunOptions {
  const value = reader.value('options');
  if (value === undefined) return {};
  const fields = asObject(value);
  if (fields === undefined) {
    reader.fault('object', 'options');
    return {};
  }
  const within = reader.within('options', fields);
  const options: [string, boolean | string | readonly string[]][] = [];
  for (const key of Object.keys(fields)) {
    const name = optionOf(key);
    if (name === undefined) {
      const similar = similarFlag(`--${key}`);
      within.fault('option', key, ...(similar === undefined ? [] : [similar]));
      continue;
    }
    const read = readOption(within, key, name);
    if (read !== undefined) options.push([name, read]);
  }
  return Object.fromEntries(options);
}

function readOption(
  reader: KeyReader,
  key: string,
  name: OptionName,
): boolean | string | readonly string[] | undefined {
  const value = reader.value(key);
  if (isSwitch(name)) return typeof value === 'boolean' ? value : reader.fault('switch', key);
  if (isList(name)) {
    if (typeof value === 'string') return [value];
    return asTexts(value) ?? reader.fault('texts', key);
  }
  if (typeof value === 'string') return value;
  if (!takesNumber(name)) return reader.fault('text', key);
  return Number.isFinite(value) ? String(value) : reader.fault('textOrNumber', key);
}
