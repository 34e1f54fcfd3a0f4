import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Volume } from '../../../src/engine/records';
import { apply, same } from '../../../src/model/diff';
import { type Change, Store } from '../../../src/model/store';

const volume = (name: string, driver = 'local'): Volume => ({
  name,
  driver,
  scope: 'local',
  mountpoint: `/data/${name}`,
  createdAt: '',
  labels: { a: '1' },
  options: {},
  anonymous: false,
});

function watched(): { store: Store; changes: Change[] } {
  const store = new Store();
  const changes: Change[] = [];
  store.onDidChange(change => changes.push(change));
  return { store, changes };
}

const none = { added: [], changed: [], removed: [] };

describe('the difference', () => {
  it('brings what was known to what was read, and tells exactly what it did', () => {
    const some = fc.dictionary(
      fc.constantFrom(...'abcdef'),
      fc.nat(2).map(n => ({ n })),
    );
    const ids = fc.option(fc.uniqueArray(fc.constantFrom(...'abcdef')), { nil: undefined });
    fc.assert(
      fc.property(some, some, ids, (before, now, scope) => {
        const inScope = (id: string): boolean => scope === undefined || scope.includes(id);
        const read = new Map(Object.entries(now).filter(([id]) => inScope(id)));
        const known = new Map(Object.entries(before));
        const told = apply(known, read, { scope });
        const rest = Object.entries(before).filter(([id]) => !inScope(id));
        const expected = new Map([...rest, ...read]);
        assert.deepEqual(byId(known), byId(expected));
        const was = (id: string): unknown => before[id];
        assert.deepEqual(
          told.added,
          [...read.keys()].filter(id => was(id) === undefined),
        );
        assert.deepEqual(
          told.changed,
          [...read].filter(([id, r]) => was(id) && !same(was(id), r)).map(([id]) => id),
        );
        const gone = Object.keys(before).filter(id => inScope(id) && !read.has(id));
        assert.deepEqual([...told.removed].sort(), gone.sort());
      }),
    );
  });

  it('compares as data', () => {
    const anything = fc.jsonValue();
    fc.assert(fc.property(anything, value => same(value, structuredClone(value))));
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        assert.equal(same(a, b), JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
    assert.ok(!same({ a: undefined }, { b: undefined }));
    assert.ok(!same([], {}));
    assert.ok(!same({ toString: 1 }, { x: 1 }));
  });
});

function byId(map: ReadonlyMap<string, unknown>): unknown[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', ...value.map(sorted)];
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['object', ...fields.map(([name, inner]) => [name, sorted(inner)])];
}

describe('the store', () => {
  it('tells what came, changed and went, and keeps what says the same', () => {
    const { store, changes } = watched();
    store.take('volume', [volume('a'), volume('b')]);
    const kept = store.get('volume', 'a');
    store.take('volume', [volume('a'), volume('b', 'nfs'), volume('c')]);
    store.take('volume', [volume('a'), volume('c')]);
    store.take('volume', [volume('a'), volume('c')]);
    assert.deepEqual(changes, [
      { kind: 'volume', ...none, added: ['a', 'b'] },
      { kind: 'volume', ...none, added: ['c'], changed: ['b'] },
      { kind: 'volume', ...none, removed: ['b'] },
    ]);
    assert.equal(store.get('volume', 'a'), kept);
    assert.equal(store.count('volume'), 2);
  });

  it('with a scope leaves all others alone', () => {
    const { store } = watched();
    store.take('volume', [volume('a'), volume('b'), volume('c')]);
    store.take('volume', [volume('b', 'nfs')], { scope: ['b', 'c', 'never-there'] });
    assert.deepEqual(
      store.all('volume').map(v => `${v.name} ${v.driver}`),
      ['a local', 'b nfs'],
    );
  });

  it('takes what an event named for changed, as inspect may tell of it something else', () => {
    const { store, changes } = watched();
    store.take('volume', [volume('a'), volume('b')]);
    changes.length = 0;
    store.take('volume', [volume('a')], { scope: ['a'], named: new Set(['a']) });
    store.touch('volume', 'b');
    store.touch('volume', 'gone');
    assert.deepEqual(changes, [
      { kind: 'volume', ...none, changed: ['a'] },
      { kind: 'volume', ...none, changed: ['b'] },
    ]);
  });

  it('tells an empty list that was read from one that was not', () => {
    const { store, changes } = watched();
    assert.equal(store.loaded('volume'), 'no');
    store.failed('volume');
    store.failed('volume');
    assert.equal(store.loaded('volume'), 'failed');
    assert.equal(store.isKnown('volume'), false);
    store.take('volume', []);
    assert.equal(store.loaded('volume'), 'yes');
    store.take('volume', []);
    assert.deepEqual(changes, [
      { kind: 'volume', ...none },
      { kind: 'volume', ...none },
    ]);
  });

  it('keeps what was known when a later reading fails', () => {
    const { store } = watched();
    store.take('volume', [volume('a')]);
    store.failed('volume');
    assert.equal(store.loaded('volume'), 'failed');
    assert.equal(store.count('volume'), 1);
  });

  it('is empty of everything before anyone hears that it was cleared', () => {
    const { store, changes } = watched();
    store.take('volume', [volume('a')]);
    changes.length = 0;
    let left = -1;
    store.onDidChange(() => {
      left = store.count('volume');
    });
    store.clear();
    assert.equal(left, 0);
    assert.equal(store.loaded('volume'), 'no');
    assert.deepEqual(
      changes.find(change => change.kind === 'volume'),
      { kind: 'volume', ...none, removed: ['a'] },
    );
  });
});
