import assert from 'node:assert/strict';
import type { EngineEvent } from '../../../src/engine/events';
import { type Affected, affectedBy } from '../../../src/model/affected';

const event = (type: string, action: string, id = 'x', attributes = {}): EngineEvent => ({
  type,
  action,
  id,
  attributes,
  timeSeconds: 0,
  timeNano: 0,
});

describe('an event touches', () => {
  const own = (kind: Affected['kind'], actions: readonly string[], how?: Affected['how']): void => {
    for (const action of actions) {
      it(`its ${kind}: ${action}`, () => {
        const part: Affected = { kind, id: 'x', ...(how && { how }) };
        assert.deepEqual(affectedBy(event(kind, action)), [part]);
      });
    }
  };
  own('container', [
    'create',
    'start',
    'stop',
    'restart',
    'rename',
    'update',
    'destroy',
    'cleanup',
  ]);
  own('container', ['health_status: healthy', 'health_status: unhealthy', 'health_status']);
  own('container', ['die', 'pause', 'unpause', 'oom', 'died', 'remove', 'never-heard-of'], 'early');
  own('volume', ['create', 'mount', 'destroy']);
  own('network', ['create', 'destroy', 'remove', 'update']);

  it('all images: there is no reading of one', () => {
    for (const action of ['tag', 'untag', 'pull', 'delete', 'import', 'load', 'prune', 'build']) {
      assert.deepEqual(affectedBy(event('image', action)), [{ kind: 'image' }]);
    }
    assert.deepEqual(affectedBy(event('container', 'commit')), [{ kind: 'image' }]);
    assert.deepEqual(affectedBy(event('builder', 'prune')), [{ kind: 'image' }]);
  });

  it('a whole kind where many were removed at once', () => {
    for (const kind of ['container', 'volume', 'network'] as const) {
      assert.deepEqual(affectedBy(event(kind, 'prune', '')), [{ kind }]);
    }
  });

  it('the member of a network that changed, and what inspect tells of the network', () => {
    for (const action of ['connect', 'disconnect']) {
      assert.deepEqual(affectedBy(event('network', action, 'n', { container: 'c' })), [
        { kind: 'container', id: 'c', how: 'early' },
        { kind: 'network', id: 'n', how: 'inspect' },
      ]);
      assert.deepEqual(affectedBy(event('network', action, 'n'))[0], { kind: 'container' });
    }
  });

  it('nothing, where nothing that we show changes', () => {
    for (const action of [
      'exec_create: sh',
      'exec_start: sh',
      'exec_die',
      'exec',
      'attach',
      'detach',
      'top',
      'resize',
      'export',
      'archive-path',
      'kill',
    ]) {
      assert.deepEqual(affectedBy(event('container', action)), [], action);
    }
    assert.deepEqual(affectedBy(event('image', 'save')), []);
    assert.deepEqual(affectedBy(event('volume', 'unmount')), []);
    assert.deepEqual(affectedBy(event('daemon', 'reload')), []);
    assert.deepEqual(affectedBy(event('node', 'update')), []);
  });

  it('everything, where it cannot be read', () => {
    const kinds = affectedBy(event('unreadable', '', '')).map(part => part.kind);
    assert.deepEqual(kinds.sort(), ['container', 'image', 'network', 'volume']);
  });
});
