import type { Kind } from '../engine/records';
import { parseKey, type ResourceKey } from '../model/key';

/** A row that is a resource, or that stands below one. */
export interface ResourceRow extends ResourceKey {
  /** The group, for a resource that stands in several at once: ids must differ. */
  readonly group: string | undefined;
  /** The parts on the way down from the resource; empty for the resource itself. */
  readonly path: readonly string[];
}

/** A group's name as the kind's view gave it. */
export interface GroupRow {
  readonly host: string;
  readonly kind: Kind;
  readonly group: string;
}

/** The resource's row in one of several groups: `host/kind/id/~group`. */
export function placedRow(resource: string, group: string): string {
  return `${resource}/~${encodeURIComponent(group)}`;
}

/** `row/part`: a part is what stands below a row, such as `port:80`. */
export function partRow(row: string, part: string): string {
  return `${row}/${encodeURIComponent(part)}`;
}

export function parseRow(row: string): ResourceRow | undefined {
  const key = parseKey(row);
  if (!key) return undefined;
  const rest = row.split('/').slice(3);
  if (rest.length === 0) return { ...key, group: undefined, path: [] };
  const isPlaced = rest[0]?.startsWith('~') ?? false;
  return {
    ...key,
    group: isPlaced ? decodeURIComponent(rest[0]?.slice(1) ?? '') : undefined,
    path: (isPlaced ? rest.slice(1) : rest).map(decodeURIComponent),
  };
}

/** The row above a part; undefined for a resource, whose place the arrangement knows. */
export function rowAbovePart(row: string): string | undefined {
  const parsed = parseRow(row);
  return parsed && parsed.path.length > 0 ? row.slice(0, row.lastIndexOf('/')) : undefined;
}

/**
 * `host/kind~group/name`. While a filter is on it reads `~found`, so that the editor takes them for
 * other rows: they open by themselves, and afterwards the old ones are as the user left them.
 */
export function groupRow({ host, kind, group }: GroupRow, isFiltered: boolean): string {
  const word = isFiltered ? 'found' : 'group';
  return `${encodeURIComponent(host)}/${kind}~${word}/${encodeURIComponent(group)}`;
}

export function parseGroup(row: string): GroupRow | undefined {
  return parseMarked(row, /^(\w+)~(?:group|found)$/);
}

/** The row that shows more of a long list, below `parent`; empty for the top. */
export function moreRow(host: string, kind: Kind, parent: string): string {
  return `${encodeURIComponent(host)}/${kind}~more/${encodeURIComponent(parent)}`;
}

export function parseMore(
  row: string,
): { readonly host: string; readonly kind: Kind; readonly parent: string } | undefined {
  const parsed = parseMarked(row, /^(\w+)~more$/);
  return parsed && { host: parsed.host, kind: parsed.kind, parent: parsed.group };
}

function parseMarked(row: string, pattern: RegExp): GroupRow | undefined {
  if (!row.includes('~')) return undefined;
  const [host = '', word = '', name = ''] = row.split('/');
  const kind = pattern.exec(word)?.[1];
  if (kind === undefined) return undefined;
  return { host: decodeURIComponent(host), kind: kind as Kind, group: decodeURIComponent(name) };
}

/** The container of a member's row below a network. */
export function memberOf(row: string): { network: string; container: string } | undefined {
  const parsed = parseRow(row);
  const member = parsed?.path.at(-1);
  if (parsed?.kind !== 'network' || !member?.startsWith('member:')) return undefined;
  return { network: parsed.id, container: member.slice('member:'.length) };
}
