import { parseKeyValue } from '../keyValue';
import { isSecretName } from '../secretName';
import type { Difference } from './changePlan';
import { isList, isSwitch } from './options';
import type { RunSpec } from './spec';

/** A value that goes, comes, or takes another's place; undefined on the side where there is none. */
export interface ValueChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface OptionChange {
  readonly name: Difference;
  readonly values: readonly ValueChange[];
}

/** Stands for a value that is not to be read. */
export const mask = '••••••••';

/** Value by value what a change of a spec says, without secrets. */
export function changesOf(
  before: RunSpec,
  after: RunSpec,
  differences: readonly Difference[],
): readonly OptionChange[] {
  return differences.map(name => ({ name, values: valuesOf(before, after, name) }));
}

function valuesOf(before: RunSpec, after: RunSpec, name: Difference): readonly ValueChange[] {
  if (name === 'image') return [{ before: before.image, after: after.image }];
  if (name === 'command') return [wordsChange(before.command, after.command)];
  if (isSwitch(name)) {
    const said = (value: boolean | undefined): string | undefined => value?.toString();
    return [{ before: said(before.options[name]), after: said(after.options[name]) }];
  }
  if (!isList(name)) return [{ before: before.options[name], after: after.options[name] }];
  const shown = keyed.has(name) ? masked : same;
  return listChanges(before.options[name] ?? [], after.options[name] ?? [], shown);
}

const same = (text: string): string => text;

function wordsChange(before: readonly string[], after: readonly string[]): ValueChange {
  const words = (all: readonly string[]): string | undefined =>
    all.length === 0 ? undefined : all.join(' ');
  return { before: words(before), after: words(after) };
}

/** Whose values begin with a name that may be that of a secret. */
const keyed: ReadonlySet<string> = new Set(['env', 'label', 'annotation', 'log-opt']);

/** What is the same on both sides is left out; the same name with another value is one change. */
function listChanges(
  before: readonly string[],
  after: readonly string[],
  shown: (text: string) => string,
): readonly ValueChange[] {
  const gone = without(before, after);
  const come = without(after, before);
  if (gone.length === 0 && come.length === 0) {
    return [wordsChange(before.map(shown), after.map(shown))];
  }
  const pairs = gone.map((text): ValueChange => {
    const key = keyOf(text);
    const at = key === undefined ? -1 : come.findIndex(other => keyOf(other) === key);
    const [other] = at < 0 ? [] : come.splice(at, 1);
    return { before: shown(text), after: other === undefined ? undefined : shown(other) };
  });
  return [...pairs, ...come.map(text => ({ before: undefined, after: shown(text) }))];
}

function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter(text => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Only `name=value` has one: `8080:80` and `type=volume,…` are told as they are. */
function keyOf(text: string): string | undefined {
  const { key, value } = parseKeyValue(text);
  return value === undefined || text.includes(',') ? undefined : key;
}

/** Without its value where its name is that of a secret. */
function masked(text: string): string {
  const { key, value } = parseKeyValue(text);
  return value !== undefined && isSecretName(key) ? `${key}=${mask}` : text;
}
