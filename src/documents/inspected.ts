import type { Engine } from '../engine/connection';
import { inspectContainer } from '../engine/containers';
import type { EngineEvent } from '../engine/events';
import { inspectImage } from '../engine/images';
import { inspectNetwork } from '../engine/networks';
import type { Kind } from '../engine/records';
import { inspectVolume } from '../engine/volumes';

type Answer = Readonly<Record<string, unknown>>;

/** What the engine tells of one thing of each kind. */
export const inspectors: {
  readonly [K in Kind]: (engine: Engine, id: string) => Promise<Answer>;
} = {
  container: (engine, id) => inspectContainer(engine, id),
  image: (engine, id) => inspectImage(engine, id),
  volume: (engine, name) => inspectVolume(engine, name),
  network: (engine, id) => inspectNetwork(engine, id),
};

/**
 * As JSON in the engine's own order, which does not change from one answer to the next, but for
 * the mounts: engines give them in any order.
 */
export function inspectText(answer: Answer): string {
  const mounts = answer['Mounts'];
  const sorted = Array.isArray(mounts) ? { ...answer, Mounts: mounts.toSorted(byTarget) } : answer;
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

function byTarget(one: unknown, other: unknown): number {
  const target = (mount: unknown): string =>
    String((mount as { Destination?: unknown } | null)?.Destination ?? '');
  return target(one) < target(other) ? -1 : 1;
}

/** They change nothing that inspect tells; a health check is three of them. */
const silent = /^(?:exec_|attach|detach|top|resize|export|archive-path|extract-to-dir|copy)/;

/** Whether an event may change what inspect tells of a thing. */
export function concerns(event: EngineEvent, kind: Kind, id: string): boolean {
  const { type, action } = event;
  if (silent.test(action)) return false;
  // A network tells its members' names.
  if (kind === 'network' && type === 'container') return action === 'rename';
  if (type !== kind) return false;
  // Events name an image by its tag, and a tag that moves changes two.
  return kind === 'image' || event.id === id || event.id === '';
}
