/** What a new reading changed, by id. */
export interface Difference {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Brings the map to what was read, and tells the difference. A record that says the same keeps its
 * identity, so nothing repaints for it.
 *
 * @param scope the ids that were asked for; the others are left alone. Without it: all were read
 */
export function apply<T>(
  known: Map<string, T>,
  read: ReadonlyMap<string, T>,
  scope?: Iterable<string>,
): Difference {
  const removed = [...(scope ?? known.keys())].filter(id => known.has(id) && !read.has(id));
  for (const id of removed) known.delete(id);
  const added: string[] = [];
  const changed: string[] = [];
  for (const [id, record] of read) {
    const old = known.get(id);
    if (old !== undefined && same(old, record)) continue;
    (old === undefined ? added : changed).push(id);
    known.set(id, record);
  }
  return { added, changed, removed };
}

export function isEmpty({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** Equal as data: records are plain objects, lists and primitives. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every(name =>
    same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}
