import assert from 'node:assert/strict';
import { unlinked } from '../../../src/ui/unlinked';

describe('a text that looks like a link', () => {
  it('is none in a message', () => {
    const text = unlinked('no "[x](command:workbench.action.quit)" [a](https://example.org)');
    assert.doesNotMatch(text, /\[[^\]]+\]\((?:https?:|command:|file:)/);
    assert.equal(text.replaceAll('\u2060', '').length, text.length - 2);
  });

  it('is left alone where it is none', () => {
    assert.equal(unlinked('web [1] (2)'), 'web [1] (2)');
  });
});
