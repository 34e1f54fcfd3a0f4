import type { EngineEvent } from '../engine/events';
import type { Kind } from '../engine/records';

/** What an event makes us read again: a resource, or (without an id) a whole kind. */
export interface Affected {
  readonly kind: Kind;
  readonly id?: string;
}

/** They change nothing that a list tells, and come often (a health check is three `exec_*`). */
const silent =
  /^(exec_|attach|detach|top|resize|export|copy|archive-path|extract-to-dir|commit|save|push|reload|cleanup|sync|unmount)/;

/**
 * What an event touches. A kind of event that we do not know is read like any other: reading once
 * too often is cheap, a row that stays wrong is not.
 */
export function affectedBy({ type, action, id, attributes }: EngineEvent): readonly Affected[] {
  if (silent.test(action)) return [];
  switch (type) {
    case 'container':
    case 'volume':
      return [one(type, action, id)];
    case 'image':
      // No filter by id, and a tag that moves changes two images.
      return [{ kind: 'image' }];
    case 'network': {
      const member = attributes['container'];
      const moved = action === 'connect' || action === 'disconnect';
      if (moved) return member ? [{ kind: 'container', id: member }] : [{ kind: 'container' }];
      return [one('network', action, id)];
    }
    case 'builder':
      return action === 'prune' ? [{ kind: 'image' }] : [];
    default:
      return [];
  }
}

/** Volumes send only `prune` for many removed at once, without their names. */
function one(kind: Kind, action: string, id: string): Affected {
  return action === 'prune' || id === '' ? { kind } : { kind, id };
}
