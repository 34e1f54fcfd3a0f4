/** What a new reading changed, by id. */
export interface Difference {
  readonly added: readonly string[];
  /** The record, or (where an event named it) perhaps only what inspect tells of it. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What was asked for, if not all; and what events named, which counts as changed in any case. */
export interface Reading {
  readonly scope?: Iterable<string> | undefined;
  readonly named?: ReadonlySet<string> | undefined;
}

/**
 * Brings the map to what was read, and tells the difference. A record that says the same keeps its
 * identity, so nothing repaints for it. Ids outside the scope are left alone.
 */
export function apply<T>(
  known: Map<string, T>,
  read: ReadonlyMap<string, T>,
  { scope, named }: Reading = {},
): Difference {
  const added: string[] = [];
  const changed: string[] = [];
  const removed: string[] = [];
  for (const id of scope ?? known.keys()) {
    if (!read.has(id) && known.delete(id)) removed.push(id);
  }
  for (const [id, record] of read) {
    const old = known.get(id);
    if (old === undefined) added.push(id);
    else if (!same(old, record)) changed.push(id);
    else {
      if (named?.has(id)) changed.push(id);
      continue;
    }
    known.set(id, record);
  }
  return { added, changed, removed };
}

export function isEmpty({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** Equal as data: records are plain objects, lists and primitives. Runs over ten thousand at once. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameLists(a, b);
  return !Array.isArray(b) && sameObjects(a as Fields, b as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

function sameLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
  return true;
}

function sameObjects(a: Fields, b: Fields): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    const one = a[name];
    const other = b[name];
    if (one === other && one !== undefined) continue;
    if (!Object.hasOwn(b, name) || !same(one, other)) return false;
  }
  return true;
}
