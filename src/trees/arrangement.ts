type SortKey = string | number;

/** How records are shown, grouped and ordered. */
export interface Rules<T> {
  readonly shows: (record: T) => boolean;
  /** Their groups; none: it stands by itself. */
  readonly groups: (record: T) => readonly string[];
  readonly order: (record: T) => SortKey;
  readonly descending: boolean;
  /** Decides between equals, and orders groups. */
  readonly name: (record: T) => string;
  readonly groupOrder: (group: string) => SortKey;
  /** A group of one is no group: its only row stands there itself, among the groups. */
  readonly lone: boolean;
}

export type Entry = { readonly group: string } | { readonly id: string; readonly group?: string };

interface Placed {
  readonly id: string;
  readonly order: SortKey;
  readonly name: string;
  readonly groups: readonly string[];
}

/** Stands for "in no group". */
const alone = '';

/**
 * Which rows stand where. Built once, then kept up to date one record at a time: an event must not
 * cost more when there are thousands of rows.
 */
export class Arrangement<T> {
  readonly #rules: Rules<T>;
  readonly #placed = new Map<string, Placed>();
  readonly #lists = new Map<string, Placed[]>();
  #top: readonly Entry[] | undefined;

  constructor(rules: Rules<T>, records: Iterable<readonly [id: string, record: T]>) {
    this.#rules = rules;
    for (const [id, record] of records) {
      const placed = this.#place(id, record);
      if (!placed) continue;
      this.#placed.set(id, placed);
      for (const group of placed.groups) this.#list(group).push(placed);
    }
    for (const list of this.#lists.values()) list.sort(this.#compare);
  }

  get count(): number {
    return this.#placed.size;
  }

  /**
   * Takes one record anew. Returns the groups whose rows came, went or moved; empty for the top.
   */
  update(id: string, record: T | undefined): readonly string[] {
    const before = this.#placed.get(id);
    const now = record === undefined ? undefined : this.#place(id, record);
    if (before && now && this.#compare(before, now) === 0 && equal(before.groups, now.groups)) {
      this.#placed.set(id, now);
      for (const group of now.groups) this.#replace(group, before, now);
      return [];
    }
    const moved = new Set<string>();
    for (const group of before?.groups ?? []) this.#remove(group, before as Placed, moved);
    for (const group of now?.groups ?? []) this.#insert(group, now as Placed, moved);
    if (now) this.#placed.set(id, now);
    else this.#placed.delete(id);
    if (moved.has(alone) || this.#rules.lone) this.#top = undefined;
    return [...moved];
  }

  /** The groups it stands in; empty text for the top, nothing where it is not shown. */
  groupsOf(id: string): readonly string[] {
    return this.#placed.get(id)?.groups ?? [];
  }

  /** Whether the group has a row of its own. */
  isGroup(group: string): boolean {
    const size = this.#lists.get(group)?.length ?? 0;
    return group !== alone && size > (this.#rules.lone ? 1 : 0);
  }

  members(group: string): readonly string[] {
    return (this.#lists.get(group) ?? []).map(placed => placed.id);
  }

  top(): readonly Entry[] {
    this.#top ??= this.#rules.lone ? this.#mixed() : this.#groupsFirst();
    return this.#top;
  }

  #groupsFirst(): readonly Entry[] {
    const { groupOrder } = this.#rules;
    const groups = [...this.#lists.keys()].filter(group => group !== alone);
    const keyed = groups.map(group => ({ group, order: groupOrder(group) }));
    keyed.sort((a, b) => compareKeys(a.order, b.order));
    return [...keyed.map(({ group }) => ({ group })), ...this.members(alone).map(id => ({ id }))];
  }

  /** Groups take the place of their first member; by name, their own. */
  #mixed(): readonly Entry[] {
    const entries: { entry: Entry; at: Placed }[] = [];
    for (const [group, list] of this.#lists) {
      const [first] = list;
      if (group === alone) {
        for (const at of list) entries.push({ entry: { id: at.id }, at });
      } else if (first) {
        const entry = list.length === 1 ? { id: first.id, group } : { group };
        const name = sortText(group);
        const order = typeof first.order === 'string' ? name : first.order;
        entries.push({ entry, at: { ...first, name, order } });
      }
    }
    return entries.sort((a, b) => this.#compare(a.at, b.at)).map(({ entry }) => entry);
  }

  #place(id: string, record: T): Placed | undefined {
    const { shows, groups, order, name } = this.#rules;
    if (!shows(record)) return undefined;
    const found = groups(record);
    return {
      id,
      order: order(record),
      name: name(record),
      groups: found.length === 0 ? [alone] : found,
    };
  }

  readonly #compare = (a: Placed, b: Placed): number => {
    const byOrder = compareKeys(a.order, b.order);
    if (byOrder !== 0) return this.#rules.descending ? -byOrder : byOrder;
    return compareKeys(a.name, b.name) || compareKeys(a.id, b.id);
  };

  #list(group: string): Placed[] {
    const known = this.#lists.get(group);
    if (known) return known;
    const list: Placed[] = [];
    this.#lists.set(group, list);
    return list;
  }

  #insert(group: string, placed: Placed, moved: Set<string>): void {
    const wasGroup = this.isGroup(group);
    const list = this.#list(group);
    list.splice(this.#search(list, placed), 0, placed);
    moved.add(group);
    if (this.isGroup(group) !== wasGroup || this.#isLone(group)) moved.add(alone);
  }

  #remove(group: string, placed: Placed, moved: Set<string>): void {
    const wasGroup = this.isGroup(group);
    const wasLone = this.#isLone(group);
    const list = this.#list(group);
    list.splice(this.#search(list, placed), 1);
    if (list.length === 0) this.#lists.delete(group);
    moved.add(group);
    if (this.isGroup(group) !== wasGroup || wasLone) moved.add(alone);
  }

  #replace(group: string, before: Placed, now: Placed): void {
    const list = this.#list(group);
    list[this.#search(list, before)] = now;
  }

  #isLone(group: string): boolean {
    return this.#rules.lone && this.#lists.get(group)?.length === 1;
  }

  /** Where it stands, or would. */
  #search(list: readonly Placed[], placed: Placed): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = list[middle];
      if (there && this.#compare(there, placed) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Orders as people do: without regard to case, and 2 before 10. */
export function sortText(text: string): string {
  return text.toLowerCase().replace(/\d+/g, digits => digits.padStart(12, '0'));
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}
