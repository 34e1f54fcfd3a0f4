import assert from 'node:assert/strict';
import { Host } from '../../src/model/host';
import { untilLoaded } from '../../src/model/untilLoaded';
import { endpointAt } from '../lib/endpointAt';
import { faultProxy } from '../lib/faultProxy';
import { testEngine } from '../lib/testEngine';

describe('waiting for the first reading of a kind', () => {
  async function withSlowImages(use: (host: Host) => Promise<void>): Promise<void> {
    const proxy = await faultProxy(testEngine().socket);
    const endpoint = endpointAt(proxy.socket);
    const host = new Host('slow', async () => endpoint);
    try {
      proxy.delay(/GET .*\/images\/json/, 800);
      await host.connected();
      await use(host);
    } finally {
      host.dispose();
      await proxy.close();
    }
  }

  it('ends when it is there, which is after the host counts as connected', () =>
    withSlowImages(async host => {
      assert.equal(host.store.count('image'), 0);
      await untilLoaded(host, 'image');
      assert.ok(host.store.count('image') > 0);
      await untilLoaded(host, 'image'); // at once
    }));

  it('can be cancelled', () =>
    withSlowImages(async host => {
      const waiting = untilLoaded(host, 'image', AbortSignal.timeout(50));
      await assert.rejects(waiting, { kind: 'cancelled' });
    }));

  it('also where the signal is over before', () =>
    withSlowImages(async host => {
      await assert.rejects(untilLoaded(host, 'image', AbortSignal.abort()), { kind: 'cancelled' });
    }));
});
