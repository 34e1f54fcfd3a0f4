import assert from 'node:assert/strict';
import { healthPatienceMs } from '../../../../src/docker/run/healthPatience';

describe('the patience with a health check', () => {
  it('is as long as the engine may need to say that it failed', () => {
    assert.equal(healthPatienceMs(undefined), 180_000);
    assert.equal(healthPatienceMs({ Interval: 1e9, Timeout: 2e9, Retries: 2 }), 6_000);
    assert.equal(healthPatienceMs({ StartPeriod: 5e9, Interval: 1e9, Timeout: 1e9 }), 11_000);
    assert.equal(healthPatienceMs({ StartPeriod: 3600e9, Interval: null }), 600_000);
  });
});
