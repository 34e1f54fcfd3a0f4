import type { InspectedContainer } from './inspected';

/** The namespaces that a container may have from another, `container:…`. */
const modes = ['NetworkMode', 'IpcMode', 'PidMode'] as const;
type Mode = (typeof modes)[number];

/** A namespace, and whose it is: a place in a list of containers. */
export interface Sharing {
  readonly mode: Mode;
  readonly with: number;
}

export function nameOf({ Name = '' }: InspectedContainer): string {
  return Name.replace(/^\//, '');
}

/** What a container has of those in the list. */
export function sharingOf(
  container: InspectedContainer,
  others: readonly InspectedContainer[],
): readonly Sharing[] {
  return modes.flatMap(mode => {
    const at = others.findIndex(other => sharesWith(container, mode, other));
    return at < 0 ? [] : [{ mode, with: at }];
  });
}

function sharesWith(
  { HostConfig }: InspectedContainer,
  mode: Mode,
  { Id = '', Name = '' }: InspectedContainer,
): boolean {
  const [, other] = /^container:(.+)$/.exec(HostConfig?.[mode] ?? '') ?? [];
  if (other === undefined) return false;
  return other === nameOf({ Name }) || (other.length >= 12 && Id.startsWith(other));
}

/**
 * Those that live in a container's namespaces, and those that live in theirs: without it they
 * cannot run. Each comes after all those of them in whose it lives.
 */
export function sharersOf(
  container: InspectedContainer,
  everyone: readonly InspectedContainer[],
): readonly InspectedContainer[] {
  const found = [container];
  // The list grows while it is gone through.
  for (const place of found) {
    const known = new Set(found.map(({ Id }) => Id));
    found.push(...everyone.filter(one => !known.has(one.Id) && sharingOf(one, [place]).length > 0));
  }
  return inOrder(found).slice(1);
}

/** Nobody lives in a namespace of one that lives in its own: so there is always a next one. */
function inOrder(all: readonly InspectedContainer[]): readonly InspectedContainer[] {
  const placed: InspectedContainer[] = [];
  let left = all;
  while (left.length > 0) {
    const rest = left;
    const next = rest.filter(one => sharingOf(one, rest).length === 0);
    if (next.length === 0) return [...placed, ...rest];
    placed.push(...next);
    left = rest.filter(one => !next.includes(one));
  }
  return placed;
}

/**
 * Those on the default network that have a link to a container there. The engine ties a link to
 * the container that had the name, not to the name: they go on with the old one.
 */
export function linkedTo(
  container: InspectedContainer,
  everyone: readonly InspectedContainer[],
): readonly InspectedContainer[] {
  if (!isOnDefault(container)) return [];
  const name = nameOf(container);
  const begins = (link: string): boolean => link.replace(/^\//, '').split(':')[0] === name;
  return everyone.filter(other => isOnDefault(other) && other.HostConfig?.Links?.some(begins));
}

function isOnDefault({ HostConfig }: InspectedContainer): boolean {
  return ['', 'default', 'bridge'].includes(HostConfig?.NetworkMode ?? '');
}
