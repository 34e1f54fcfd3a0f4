import { type Cause, type CauseCode, causeCodes, type Evidence, type Seen } from './diagnosis';
import type { Peer } from './scene';
import type { Socket } from './sockets';

/** A cause that is certain, unless told otherwise. */
export function cause(
  code: CauseCode,
  side: Cause['side'],
  seen: Seen,
  evidence: readonly Evidence[] = [],
  certain = true,
): Cause {
  return { code, side, certain, seen, evidence };
}

export function evidence(of: string, field: string, value: string | number): Evidence {
  return { of, field, value: String(value) };
}

export function networksEvidence({ name, members }: Peer): Evidence {
  return evidence(name, 'NetworkSettings.Networks', members.map(({ net }) => net.name).join(', '));
}

/** `tcp 0.0.0.0:80, tcp 127.0.0.1:81` */
export function socketsEvidence(of: string, sockets: readonly Socket[]): Evidence {
  const words = sockets.map(({ protocol, address, port }) => {
    const host = address.includes(':') ? `[${address}]` : address;
    return `${protocol} ${host}:${port}`;
  });
  return evidence(of, '/proc/net', words.join(', '));
}

/** Certain ones first, then in the order of their codes; of each code and side one. */
export function inOrder(causes: readonly Cause[]): readonly Cause[] {
  const found = new Map<string, Cause>();
  for (const one of causes) {
    const key = `${one.code} ${one.side}`;
    if (!found.has(key) || (one.certain && !found.get(key)?.certain)) found.set(key, one);
  }
  const rank = (one: Cause): number => (one.certain ? 0 : 1000) + causeCodes.indexOf(one.code);
  const from = (one: Cause): number => (one.side === 'from' ? 0 : 1);
  return [...found.values()].sort(
    (one, other) => rank(one) - rank(other) || from(one) - from(other),
  );
}

/** The sooner something stops, the less of the rest is seen. */
const soonest: readonly Seen[] = [
  'nothing',
  'badAddress',
  'unreachable',
  'timeout',
  'refused',
  'closed',
  'silent',
];

/** What all causes together look like. */
export function seenOf(causes: readonly Cause[]): Seen {
  const certain = causes.filter(one => one.certain);
  if (certain.some(one => one.code === 'restarting' && one.side === 'to')) return 'unknown';
  const stopped = soonest.find(seen => certain.some(one => one.seen === seen));
  if (stopped !== undefined) return stopped;
  return causes.every(one => one.seen === 'connects') ? 'connects' : 'unknown';
}
