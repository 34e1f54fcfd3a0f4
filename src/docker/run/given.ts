type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * Only what says something: without undefined, empty texts, false, nought and empty lists and
 * maps, all of which are what the engine takes a missing field for.
 */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !isNothing(value)),
  ) as Given<T>;
}

function isNothing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return !value;
  return Object.keys(value).length === 0;
}
