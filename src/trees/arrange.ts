import type { Kind, Records } from '../engine/records';
import { Arrangement, sortText } from './arrangement';
import type { Choice } from './choice';
import type { KindView, World } from './kindView';

/** Records as the user wants to see them. */
export function arrange<K extends Kind>(
  view: KindView<K>,
  choice: Choice,
  world: World,
  records: readonly Records[K][],
  idOf: (record: Records[K]) => string,
): Arrangement<Records[K]> {
  const grouping = chosen(view.groupings, choice.grouping);
  const sorting = chosen(view.sortings, choice.sorting);
  const words = wordsOf(choice.filter);
  const matches = (record: Records[K]): boolean =>
    words.length === 0 || matchesAll(view.words(record), words);
  return new Arrangement<Records[K]>(
    {
      shows: record => (choice.all || !view.isMinor(record)) && matches(record),
      groups: record => grouping.groups(record, world, choice.label),
      order: record => sorting.order(record, world),
      descending: sorting.descending ?? false,
      name: record => sortText(view.name(record)),
      groupOrder: grouping.order ?? sortText,
      lone: grouping.lone ?? false,
    },
    records.map(record => [idOf(record), record] as const),
  );
}

/** A name that a newer version remembered may be unknown to this one: then the first. */
function chosen<T>(offered: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(offered, name) ? offered[name] : Object.values(offered)[0];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

/** Each word has to be in one of the texts, whatever the case. */
export function wordsOf(filter: string): readonly string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
}

function matchesAll(texts: readonly string[], words: readonly string[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return words.every(word => all.includes(word));
}
