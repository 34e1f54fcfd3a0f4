import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import type { Mount } from '../../../src/engine/records';
import { arrange } from '../../../src/trees/arrange';
import { volumeView } from '../../../src/trees/volume';
import { container, top, volume, world } from './records';

const mount = (name: string, target: string, readOnly = false): Mount => ({
  type: 'volume',
  volume: name,
  source: `/var/lib/docker/volumes/${name}`,
  target,
  readOnly,
});
const nameless = volume('ab'.repeat(32), { anonymous: true });
const web = container('web', { mounts: [mount('data', '/data', true), mount('data', '/more')] });
const known = world({ containers: [web], sizes: { data: { bytes: 12_300_000, users: 1 } } });

describe('the row of a volume', () => {
  it('says its size where that was measured, its use and its driver', () => {
    assert.equal(
      volumeView.row(volume('data'), known, top).description,
      '12.3 MB · in use by 1 · local',
    );
    assert.equal(volumeView.row(volume('rest'), known, top).description, 'unused · local');
    assert.equal(volumeView.row(volume('rest'), known, top).children, 'none');
  });

  it('says nothing of its use while not all containers are known', () => {
    const early = world({ isKnown: false });
    const row = volumeView.row(volume('data'), early, top);
    assert.equal(row.description, 'local');
    assert.equal(row.flags, 'volume named');
    assert.equal(row.spoken, 'Volume data, driver local.');
    assert.deepEqual(volumeView.groupings['use']?.groups(volume('data'), early, ''), []);
  });

  it('tells an anonymous one apart', () => {
    const row = volumeView.row(nameless, known, top);
    assert.equal(row.label, 'abababababab');
    assert.equal(row.description, 'anonymous · unused · local');
    assert.equal(row.flags, 'volume unused anonymous');
    assert.equal(row.spoken, 'Anonymous volume abababababab, driver local. No container uses it.');
  });

  it('has below it who mounts it, where, and whether it may write', async () => {
    const parts = await volumeView.parts(volume('data'), [], known);
    assert.deepEqual(
      parts.map(({ row }) => `${row.label}: ${row.description}`),
      ['web: /data · read-only', 'web: /more · read and write'],
    );
    assert.equal(new Set(parts.map(({ id }) => id)).size, 2);
  });
});

describe('volumes, arranged', () => {
  const all = [nameless, volume('rest'), volume('data')];
  const usual = { grouping: 'none', sorting: 'name', label: '', filter: '', all: true };
  const arranged = (choice: Partial<typeof usual>) =>
    arrange(volumeView, { ...usual, ...choice }, known, all, v => v.name.slice(0, 4));

  it('have the nameless ones last', () => {
    const ids = arranged({})
      .top()
      .map(entry => 'id' in entry && entry.id);
    assert.deepEqual(ids, ['data', 'rest', 'abab']);
  });

  it('are grouped by use, the used ones first', () => {
    const groups = arranged({ grouping: 'use' })
      .top()
      .map(entry => entry.group);
    assert.deepEqual(groups, ['used', 'unused', 'anonymous']);
  });

  it('are sorted by size, those not measured last', () => {
    const [first] = arranged({ sorting: 'largest' }).top();
    assert.ok(first && 'id' in first && first.id === 'data');
  });
});
