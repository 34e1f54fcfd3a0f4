import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatKey, parseKey } from '../../../src/model/key';
import {
  groupRow,
  memberOf,
  moreRow,
  parseGroup,
  parseMore,
  parseRow,
  partRow,
  placedRow,
  rowAbovePart,
} from '../../../src/trees/rowKey';

const resource = formatKey({ host: 'my host', kind: 'container', id: 'a/b~c' });

describe('the key of a row', () => {
  it('names the resource, its group and the way down, whatever they are called', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, text, (id, group, first, second) => {
        const key = formatKey({ host: 'h', kind: 'network', id });
        const row = partRow(partRow(placedRow(key, group), `p${first}`), `p${second}`);
        assert.deepEqual(parseRow(row), {
          host: 'h',
          kind: 'network',
          id,
          group,
          path: [`p${first}`, `p${second}`],
        });
        assert.deepEqual(parseKey(row), { host: 'h', kind: 'network', id });
      }),
    );
  });

  it('leads to the row above', () => {
    assert.equal(rowAbovePart(resource), undefined);
    assert.equal(rowAbovePart(placedRow(resource, 'x')), undefined);
    assert.equal(rowAbovePart(partRow(resource, 'port:80/tcp')), resource);
  });

  it('of a group names no resource, and is another while a filter is on', () => {
    const group = { host: 'h', kind: 'container', group: 'shop/~x' } as const;
    assert.deepEqual(parseGroup(groupRow(group, false)), group);
    assert.deepEqual(parseGroup(groupRow(group, true)), group);
    assert.notEqual(groupRow(group, true), groupRow(group, false));
    assert.equal(parseKey(groupRow(group, false)), undefined);
    assert.equal(parseRow(groupRow(group, false)), undefined);
    assert.equal(parseGroup(resource), undefined);
  });

  it('of the rest of a long list names the list', () => {
    const row = moreRow('h', 'container', resource);
    assert.deepEqual(parseMore(row), { host: 'h', kind: 'container', parent: resource });
    assert.equal(parseMore(moreRow('h', 'image', ''))?.parent, '');
    assert.equal(parseRow(row), undefined);
    assert.equal(parseGroup(row), undefined);
  });

  it('of a member names network and container', () => {
    const network = formatKey({ host: 'h', kind: 'network', id: 'n' });
    const member = partRow(network, 'member:c');
    assert.deepEqual(memberOf(member), { network: 'n', container: 'c' });
    assert.equal(memberOf(network), undefined);
    assert.equal(memberOf(partRow(member, 'sharer:d')), undefined);
  });
});
