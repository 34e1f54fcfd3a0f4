import assert from 'node:assert/strict';
import { copyName } from '../../../src/panels/runLike';

describe('the name of another container like one', () => {
  it('is one that nobody has', () => {
    assert.equal(copyName('web', new Set(['web'])), 'web-copy');
    assert.equal(copyName('web', new Set(['web', 'web-copy', 'web-copy-2'])), 'web-copy-3');
  });
});
