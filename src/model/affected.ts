import type { EngineEvent } from '../engine/events';
import { type Kind, kinds } from '../engine/records';

/** What an event makes us read again: a resource, or (without an id) a whole kind. */
export interface Affected {
  readonly kind: Kind;
  readonly id?: string;
  /**
   * `early`: the engine tells of it before its list shows it, so the list alone would be believed
   * too soon. `inspect`: its list entry says the same as before, only inspect differs.
   */
  readonly how?: 'early' | 'inspect';
}

/** They change nothing that we show, and come often (a health check is three `exec_*`). */
const silent =
  /^(exec(_|$)|attach|detach|top|resize|export|copy|archive-path|extract-to-dir|save|push|reload|sync|unmount|kill$)/;

/**
 * What the engine's container list shows by the time that the event is out. `cleanup` is Podman's
 * last word on one that died: only then it has no address any more.
 */
const prompt = /^(create|start|stop|restart|rename|update|destroy|health_status|cleanup)/;

/**
 * What an event touches. A kind of event that we do not know is read like any other: reading once
 * too often is cheap, a row that stays wrong is not.
 */
export function affectedBy({ type, action, id, attributes }: EngineEvent): readonly Affected[] {
  if (silent.test(action)) return [];
  switch (type) {
    case 'container':
      // Of a commit nothing but the new image is seen; without a name it has no event of its own.
      if (action === 'commit') return [{ kind: 'image' }];
      return [one('container', action, id, prompt.test(action) ? undefined : 'early')];
    case 'volume':
      return [one('volume', action, id)];
    case 'image':
      // No filter by id, and a tag that moves changes two images.
      return [{ kind: 'image' }];
    case 'network': {
      if (action !== 'connect' && action !== 'disconnect') return [one('network', action, id)];
      const member = attributes['container'];
      const network: Affected = { kind: 'network', id, how: 'inspect' };
      return [
        member ? { kind: 'container', id: member, how: 'early' } : { kind: 'container' },
        network,
      ];
    }
    case 'builder':
      return action === 'prune' ? [{ kind: 'image' }] : [];
    case 'unreadable':
      return kinds.map(kind => ({ kind }));
    default:
      return [];
  }
}

/** Volumes send only `prune` for many removed at once, without their names. */
function one(kind: Kind, action: string, id: string, how?: Affected['how']): Affected {
  return action === 'prune' || id === '' ? { kind } : { kind, id, ...(how && { how }) };
}
