import assert from 'node:assert/strict';
import { parseSwapName, swapName } from '../../../src/docker/swapNames';

describe('the names of a swap', () => {
  it('are read back', () => {
    for (const part of ['old', 'new'] as const) {
      const known = { name: 'web-slipway-old', part, id: '0a1b2c3d' };
      assert.deepEqual(parseSwapName(swapName(known)), known);
    }
  });

  it('are no others', () => {
    for (const name of ['web', 'web-slipway-old', 'web-slipway-old-1', '-slipway-old-0a1b2c3d']) {
      assert.equal(parseSwapName(name), undefined, name);
    }
  });
});
