/** The 12 digits by which Docker shows an id, without its algorithm; other texts as they are. */
export function shortId(id: string): string {
  return /^(?:[a-z0-9]+:)?([0-9a-f]{12})[0-9a-f]*$/.exec(id)?.[1] ?? id;
}
