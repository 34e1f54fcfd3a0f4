/** Reading the engine's JSON without trusting it: a field that is missing or of another type. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Whole where all are texts: lists of ten thousand are not copied for nothing. */
export function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.every(isText) ? value : value.filter(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Null, missing or not an object: empty. */
export function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function objects(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(object) : [];
}

/** Labels and options: names to texts; other values are left out. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  const map = object(value);
  if (Object.values(map).every(isText)) return map as Record<string, string>;
  return Object.fromEntries(Object.entries(map).filter(([, v]) => isText(v))) as Record<
    string,
    string
  >;
}

/**
 * One record of each entry of a list. An entry without an id is left out, so that one bad record
 * never hides the others.
 */
export function records<T extends object>(
  list: readonly Record<string, unknown>[],
  read: (entry: Record<string, unknown>) => T | undefined,
): readonly T[] {
  return list.map(entry => read(object(entry))).filter(record => record !== undefined);
}
