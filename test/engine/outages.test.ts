import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { listContainers } from '../../src/engine/containers';
import type { HostState } from '../../src/model/host';
import { eventually } from '../lib/processes';
import { withEngine } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import {
  connected,
  converges,
  counts,
  create,
  fast,
  followedEngine,
  hostAt,
  lost,
} from './following';

describe('a host whose engine comes and goes', () => {
  const followed = followedEngine(fast);
  let id = '';

  before(async () => {
    id = await create(followed().docker, 'outage-stays');
    await converges(followed().host, followed().direct);
  });

  afterEach(() => followed().proxy.clear());

  /** Something new, so that only a true answer of now is right. */
  async function change(): Promise<void> {
    const name = `outage-${Math.random().toString(36).slice(2)}`;
    await followed().docker.getContainer(id).rename({ name });
  }

  it('bounds each call to a frozen engine, says so, and follows it when it thaws', async () => {
    const { host, test, direct } = followed();
    const before = counts(host);
    test.control.pause();
    try {
      const begun = performance.now();
      const bounds = { timeoutMs: 500 };
      const call = listContainers(host.engine, undefined, bounds);
      await assert.rejects(call, { kind: 'timeout' });
      assert.ok(performance.now() - begun < 1_500);
      // Nobody has to tell the host: the call that was given up makes it look.
      assert.equal((await lost(host)).kind, 'timeout');
      assert.deepEqual(counts(host), before);
      await assert.rejects(host.connected(), { kind: 'timeout' });
    } finally {
      test.control.resume();
    }
    await change();
    await host.connected();
    await converges(host, direct);
  }).timeout(60_000);

  it('is one connection, whoever restarts it and when', async () => {
    const { host, proxy, direct } = followed();
    for (const wait of [0, 1, 3, 8, 15, 25, 40]) {
      proxy.delay(/\/(_ping|events|volumes)/, 10, { times: 2 });
      host.restart();
      await sleep(wait);
      const states: HostState[] = [];
      const watch = host.onDidChangeState(state => states.push(state));
      host.restart();
      await connected(host);
      watch.dispose();
      const phases = states.map(state => state.phase);
      assert.deepEqual(phases, ['idle', 'connecting', 'connected'], `after ${wait} ms`);
      await converges(host, direct);
      assert.ok(await eventually(() => proxy.connections() <= 4, 2_000));
      assert.equal(host.state.phase, 'connected');
    }
  }).timeout(60_000);

  it('that is away is tried when it is asked to look, not by the calls that it throws out', async () => {
    const { proxy } = followed();
    const own = hostAt(proxy.host, { ...fast, firstWaitMs: 60_000, longestWaitMs: 60_000 });
    try {
      await connected(own);
      proxy.resetAll();
      await lost(own);
      assert.throws(() => own.engine, { name: 'EngineError', kind: 'unreachable' });
      await sleep(500);
      assert.equal(own.state.phase, 'lost');
      void own.check();
      await connected(own);
    } finally {
      own.dispose();
    }
  });

  it('comes back each time that the engine is stopped and started', async () => {
    const { host, test, direct } = followed();
    for (let round = 0; round < 10; round++) {
      await test.control.stop();
      await lost(host);
      await test.control.start();
      await change();
      await converges(host, direct, 15_000);
    }
    // Rows are shown as they are read, which may be before the connection is called one.
    await host.connected();
    assert.equal(host.state.phase, 'connected');
  }).timeout(180_000);

  it('leaves nothing behind however often the connection breaks', async () => {
    const { host, proxy } = followed();
    // Its own connections, idle ones among them, would come and go in the count.
    host.dispose();
    assert.ok(await eventually(() => proxy.connections() === 0, 5_000), 'idle connections stay');
    const files = openFiles();
    const own = hostAt(proxy.host, { ...fast, firstWaitMs: 1, longestWaitMs: 2 });
    await connected(own);
    const round = async (): Promise<void> => {
      proxy.resetAll();
      await lost(own);
      await own.connected();
    };
    for (let warm = 0; warm < 30; warm++) await round();
    const heap = await heapBytes();
    for (let again = 0; again < 100; again++) await round();
    const grown = (await heapBytes()) - heap;
    assert.ok(grown < 2e6, `${Math.round(grown / 1e3)} kB more`);
    own.dispose();
    await eventually(() => openFiles() <= files, 12_000);
    assert.ok(openFiles() <= files, `${files} files, then ${openFiles()}`);
    await eventually(() => timers() === 0, 12_000, 100);
  }).timeout(240_000);
});

describe('a host', () => {
  it('shows nothing of an engine that another has replaced at the same socket', async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-socket-'));
    const socket = path.join(dir, 'docker.sock');
    await withEngine(async one => {
      await withEngine(
        async two => {
          await one.docker.createVolume({ Name: 'only-in-one' });
          await two.docker.createVolume({ Name: 'only-in-two' });
          fs.symlinkSync(one.socket, socket);
          const host = hostAt(`unix://${socket}`, fast);
          await connected(host);
          const names = (): string[] => host.store.all('volume').map(volume => volume.name);
          assert.deepEqual(names(), ['only-in-one']);
          fs.unlinkSync(socket);
          fs.symlinkSync(two.socket, socket);
          await one.control.kill();
          await lost(host);
          await host.connected();
          assert.deepEqual(names(), ['only-in-two']);
          assert.ok(
            await eventually(() => {
              const tags = host.store.all('image').flatMap(image => image.tags);
              return tags.includes(testImages.busybox);
            }, 5_000),
          );
          host.dispose();
        },
        { images: true },
      );
    });
    fs.rmSync(dir, { recursive: true });
  }).timeout(90_000);
});

async function heapBytes(): Promise<number> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) {
    await sleep(20);
    collect();
  }
  return process.memoryUsage().heapUsed;
}

function openFiles(): number {
  return fs.readdirSync('/proc/self/fd').length;
}

function timers(): number {
  return process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
}
