import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Arrangement, type Rules, sortText } from '../../../src/trees/arrangement';

interface Thing {
  readonly name: string;
  readonly groups: readonly string[];
  readonly age: number;
  readonly hidden?: boolean;
}

const rules: Rules<Thing> = {
  shows: thing => thing.hidden !== true,
  groups: thing => thing.groups,
  order: thing => thing.age,
  descending: true,
  name: thing => sortText(thing.name),
  groupOrder: sortText,
  lone: false,
};
const byName: Rules<Thing> = {
  ...rules,
  order: thing => sortText(thing.name),
  descending: false,
};

function arranged(rule: Rules<Thing>, things: Readonly<Record<string, Thing>>): Arrangement<Thing> {
  return new Arrangement(rule, Object.entries(things));
}

/** All rows from top to bottom. */
function rows(arrangement: Arrangement<Thing>): string[] {
  return arrangement
    .top()
    .flatMap(entry =>
      'id' in entry
        ? [entry.id]
        : [`[${entry.group}]`, ...arrangement.members(entry.group).map(id => `  ${id}`)],
    );
}

describe('an arrangement of rows', () => {
  it('has the groups by name, and what is in none below them, newest first', () => {
    const found = arranged(rules, {
      old: { name: 'old', groups: [], age: 1 },
      web2: { name: 'web2', groups: ['shop10'], age: 2 },
      db: { name: 'db', groups: ['shop2'], age: 3 },
      web10: { name: 'web10', groups: ['shop10'], age: 4 },
      new: { name: 'new', groups: [], age: 5 },
    });
    assert.deepEqual(rows(found), [
      '[shop2]',
      '  db',
      '[shop10]',
      '  web10',
      '  web2',
      'new',
      'old',
    ]);
  });

  it('orders names as people do', () => {
    const names = ['web10', 'Web2', 'db', 'web1', '你好'];
    const things = Object.fromEntries(names.map(name => [name, { name, groups: [], age: 0 }]));
    assert.deepEqual(rows(arranged(byName, things)), ['db', 'web1', 'Web2', 'web10', '你好']);
  });

  it('leaves out what is not to be shown', () => {
    const things = {
      a: { name: 'a', groups: ['g'], age: 1, hidden: true },
      b: { name: 'b', groups: [], age: 1 },
    };
    const found = arranged(rules, things);
    assert.deepEqual(rows(found), ['b']);
    assert.equal(found.count, 1);
    assert.deepEqual(found.groupsOf('a'), []);
  });

  it('shows a thing in each of its groups', () => {
    const found = arranged(rules, { a: { name: 'a', groups: ['x', 'y'], age: 1 } });
    assert.deepEqual(rows(found), ['[x]', '  a', '[y]', '  a']);
  });

  it('shows a group of one as its row, among the groups, where asked to', () => {
    const found = arranged(
      { ...byName, lone: true },
      {
        1: { name: 'nginx:1', groups: ['nginx'], age: 1 },
        2: { name: 'nginx:2', groups: ['nginx'], age: 1 },
        3: { name: 'alpine:3', groups: ['alpine'], age: 1 },
        4: { name: 'redis:7', groups: ['redis'], age: 1 },
      },
    );
    assert.deepEqual(rows(found), ['3', '[nginx]', '  1', '  2', '4']);
    assert.equal(found.isGroup('redis'), false);
    assert.deepEqual(found.update('4', undefined), ['redis', '']);
  });

  it('tells what moved', () => {
    const found = arranged(rules, {
      a: { name: 'a', groups: ['g'], age: 1 },
      b: { name: 'b', groups: ['g'], age: 2 },
      c: { name: 'c', groups: [], age: 3 },
    });
    assert.deepEqual(found.update('a', { name: 'a', groups: ['g'], age: 1 }), [], 'nothing');
    assert.deepEqual(found.update('a', { name: 'a', groups: ['g'], age: 9 }), ['g'], 'its order');
    assert.deepEqual(
      found.update('a', { name: 'a', groups: ['h'], age: 9 }),
      ['g', 'h', ''],
      'group',
    );
    assert.deepEqual(found.update('c', undefined), [''], 'gone from the top');
    assert.deepEqual(found.update('b', undefined), ['g', ''], 'the last of its group');
    assert.deepEqual(rows(found), ['[h]', '  a']);
  });

  it('comes to the same by changes as when made anew', () => {
    const thing = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      groups: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 2 }),
      age: fc.integer({ min: 0, max: 3 }),
      hidden: fc.boolean(),
    });
    const change = fc.tuple(fc.constantFrom('1', '2', '3', '4', '5'), fc.option(thing));
    fc.assert(
      fc.property(fc.array(change), fc.boolean(), fc.boolean(), (changes, lone, named) => {
        const rule = { ...(named ? byName : rules), lone };
        const things = new Map<string, Thing>();
        const kept = new Arrangement(rule, []);
        for (const [id, one] of changes) {
          if (one) things.set(id, one);
          else things.delete(id);
          kept.update(id, one ?? undefined);
          kept.top();
        }
        assert.deepEqual(rows(kept), rows(new Arrangement(rule, things)));
      }),
    );
  });

  it('takes one change in ten thousand without arranging all anew', () => {
    const things = Array.from({ length: 10_000 }, (_, at): [string, Thing] => [
      String(at),
      { name: `web${at}`, groups: at % 2 ? [`shop${at % 50}`] : [], age: at },
    ]);
    const found = new Arrangement(rules, things);
    const start = performance.now();
    for (let at = 0; at < 100; at++) {
      found.update(`new${at}`, { name: 'new', groups: [], age: 20_000 + at });
    }
    const each = (performance.now() - start) / 100;
    assert.ok(each < 2, `${each} ms`);
  });
});
