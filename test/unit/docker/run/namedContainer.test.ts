import assert from 'node:assert/strict';
import { namedContainer } from '../../../../src/docker/run/namedContainer';

describe('the container that a text stands for', () => {
  const web = { name: 'web', id: '1a2b3c4d5e6f' };
  const hex = { name: 'cafe', id: '1a2bffffffff' };
  const all = [web, hex];

  it('is found by its name, its id or the beginning of that', () => {
    assert.equal(namedContainer('web', all), web);
    assert.equal(namedContainer('cafe', all), hex);
    assert.equal(namedContainer('1a2bf', all), hex);
    assert.equal(namedContainer(`1a2b3c4d5e6f${'0'.repeat(52)}`, all), web);
  });

  it('is none where nothing is called so, and none for sure where more than one may be meant', () => {
    for (const text of ['we', 'Web', 'beef', ''])
      assert.equal(namedContainer(text, all), undefined);
    assert.equal(namedContainer('1a2b', all), 'many');
  });

  it('is rather the one whose name it is', () => {
    const named = { name: '1a2b', id: 'ffffffffffff' };
    assert.equal(namedContainer('1a2b', [...all, named]), named);
  });
});
