import { type Problem, problem } from './problem';

export interface KeyValue {
  readonly key: string;
  /** Undefined without an equals sign: for env, the value of the same name here. */
  readonly value: string | undefined;
}

export function parseKeyValue(text: string): KeyValue {
  const at = text.indexOf('=');
  if (at < 0) return { key: text, value: undefined };
  return { key: text.slice(0, at), value: text.slice(at + 1) };
}

export function formatKeyValue({ key, value }: KeyValue): string {
  return value === undefined ? key : `${key}=${value}`;
}

/** As the engine wants maps: a later key wins, a missing value is an empty one. */
export function toRecord(texts: readonly string[]): Record<string, string> {
  const pairs = texts.map(parseKeyValue);
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value ?? '']));
}

/** Docker checks nothing but the name's being there; a NUL would keep it from starting. */
export function validateEnv(text: string): Problem | undefined {
  if (text.includes('\0')) return problem('env.nul');
  return parseKeyValue(text).key === '' ? problem('env.name') : undefined;
}

/** Docker's command line: a key, without blanks in it; the value may be anything. */
export function validateLabel(text: string): Problem | undefined {
  const { key } = parseKeyValue(text);
  if (key.trim() === '') return problem('label.key');
  return /\s/.test(key) ? problem('label.space', key) : undefined;
}

/** A driver's option; what keys there are is the driver's matter. */
export function validateOption(text: string): Problem | undefined {
  return parseKeyValue(text).key.trim() === '' ? problem('option.key') : undefined;
}
