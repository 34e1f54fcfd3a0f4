import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { readRecentEvents } from '../../src/engine/eventHistory';
import { maskCredentials } from '../../src/engine/info';
import { pruneBuildCache, readBuildCache, readDiskUsage, readInfo } from '../../src/engine/system';
import { faultProxy } from '../lib/faultProxy';
import { eventually } from '../lib/processes';
import { withConnection } from '../lib/talk';
import { tar } from '../lib/tar';
import { testEngine, withContainer, withEngine, withVolume } from '../lib/testEngine';
import { testImages } from '../lib/testImages';

describe('the engine about itself', () => {
  const { socket, docker } = testEngine();

  it('tells what it is and runs on', async () => {
    const told = await docker.info();
    const info = await withConnection(socket, engine => readInfo(engine));
    assert.equal(info.version, told.ServerVersion);
    assert.equal(info.storageDriver, told.Driver);
    assert.equal(info.rootDir, told.DockerRootDir);
    assert.equal(info.cpus, told.NCPU);
    assert.equal(info.memoryBytes, told.MemTotal);
    assert.equal(info.osType, 'linux');
    assert.equal(info.swarm.state, 'inactive');
    assert.equal(info.rootless, false);
    assert.ok(info.plugins.network.includes('bridge'));
    assert.ok(info.runtimes.includes(info.defaultRuntime));
    assert.equal(info.warnings.length, (told.Warnings ?? []).length);
    assert.ok(info.warnings.every(({ text }) => text !== '' && !text.startsWith('WARNING')));
  });

  it('tells its mirrors, insecure registries and address pools, but no password', async () => {
    const config = {
      'registry-mirrors': ['https://mirror.test/'],
      'insecure-registries': ['registry.test:5000', '10.99.0.0/16'],
      'default-address-pools': [{ base: '10.77.0.0/16', size: 24 }],
    };
    await withEngine(
      async own => {
        const info = await withConnection(own.socket, engine => readInfo(engine));
        assert.deepEqual(info.registries.mirrors, ['https://mirror.test/']);
        assert.ok(info.registries.insecure.includes('registry.test:5000'));
        assert.ok(info.registries.insecure.includes('10.99.0.0/16'));
        assert.deepEqual(info.addressPools, [{ base: '10.77.0.0/16', prefixLength: 24 }]);
      },
      { config },
    );
  });

  it('masks credentials, also where the password has signs that should be encoded', () => {
    assert.equal(maskCredentials('http://me:secret@proxy:3128'), 'http://•••@proxy:3128');
    assert.equal(maskCredentials('https://me:s/e@c@r#t@proxy'), 'https://•••@proxy');
    assert.equal(maskCredentials('me:secret@proxy:3128'), '•••@proxy:3128');
    assert.equal(maskCredentials('http://proxy:3128/'), 'http://proxy:3128/');
    assert.equal(maskCredentials(''), '');
  });
});

describe('disk usage, on a real engine', () => {
  const { socket, docker } = testEngine();

  it('tells the writable layer of a container, used while it runs', async () => {
    const cmd = ['sh', '-c', 'dd if=/dev/zero of=/big bs=1024 count=2048 && sleep 3600'];
    await withContainer(docker, { name: 'slipway-test-usage', cmd }, async id => {
      const size = await eventually(async () => {
        const usage = await withConnection(socket, engine => readDiskUsage(engine));
        const entry = usage.container.entries.find(e => e.id === id);
        assert.deepEqual(entry?.names, ['slipway-test-usage']);
        assert.equal(entry?.inUse, true);
        assert.ok(usage.image.entries.find(e => e.names.includes(testImages.busybox))?.inUse);
        return (entry?.sizeBytes ?? 0) >= 2_097_152;
      }, 5_000);
      assert.ok(size, 'the 2 MB written are not counted');
      await docker.getContainer(id).stop({ t: 0 });
      const after = await withConnection(socket, engine => readDiskUsage(engine));
      assert.equal(after.container.entries.find(e => e.id === id)?.inUse, false);
      assert.ok(after.container.reclaimableBytes >= 2_097_152);
    });
  });

  it('tells the size of a volume, and whether a container has it', async () => {
    await withVolume(docker, { Name: 'slipway-test-usage' }, async name => {
      const fill = ['sh', '-c', 'dd if=/dev/zero of=/data/big bs=1024 count=1024'];
      const more = { HostConfig: { Binds: [`${name}:/data`] } };
      await withContainer(docker, { cmd: fill, more }, async id => {
        await docker.getContainer(id).wait();
        const usage = await withConnection(socket, engine => readDiskUsage(engine));
        const entry = usage.volume.entries.find(e => e.id === name);
        assert.ok((entry?.sizeBytes ?? 0) >= 1_048_576);
        assert.equal(entry?.users, 1);
      });
      const usage = await withConnection(socket, engine => readDiskUsage(engine));
      const entry = usage.volume.entries.find(e => e.id === name);
      assert.equal(entry?.inUse, false);
      assert.ok(usage.volume.reclaimableBytes >= 1_048_576);
    });
  });

  it('agrees with the answer: counts, sums, largest first', async () => {
    const told = (await docker.df()) as { LayersSize: number; Images: object[] };
    const { image, container, volume, cache } = await withConnection(socket, engine =>
      readDiskUsage(engine),
    );
    assert.equal(image.count, told.Images.length);
    assert.equal(image.sizeBytes, told.LayersSize);
    for (const kind of [image, container, volume, cache]) {
      assert.equal(kind.entries.length, kind.count);
      assert.equal(kind.entries.filter(e => e.inUse).length, kind.inUse);
      assert.ok(kind.reclaimableBytes <= kind.reclaimableMostBytes);
      assert.ok(kind.reclaimableMostBytes <= kind.sizeBytes);
      const sizes = kind.entries.map(e => e.sizeBytes ?? 0);
      assert.deepEqual(
        sizes,
        sizes.toSorted((a, b) => b - a),
      );
    }
  });

  it('ends at once when it is cancelled or its time is up', async () => {
    const proxy = await faultProxy(socket);
    try {
      proxy.hang(/system\/df/);
      await withConnection(proxy.socket, async engine => {
        const cancel = new AbortController();
        setTimeout(() => cancel.abort(), 50);
        await assert.rejects(readDiskUsage(engine, { signal: cancel.signal }), {
          kind: 'cancelled',
        });
        await assert.rejects(readDiskUsage(engine, { timeoutMs: 50 }), { kind: 'timeout' });
        assert.ok(await eventually(() => proxy.connections() <= 1, 5_000), 'connections stay open');
      });
    } finally {
      await proxy.close();
    }
  });

  it('waits while the engine measures for somebody else', async () => {
    const proxy = await faultProxy(socket);
    try {
      const busy = '{"message":"a disk usage operation is already running"}';
      proxy.answer(/system\/df/, 500, busy, { times: 2 });
      const usage = await withConnection(proxy.socket, engine => readDiskUsage(engine));
      assert.ok(usage.image.count > 0);
      assert.equal(proxy.requests.filter(asked => asked.includes('/system/df')).length, 3);
    } finally {
      await proxy.close();
    }
  });

  it('says badAnswer for half an answer', async () => {
    const proxy = await faultProxy(socket);
    try {
      proxy.answer(/system\/df/, 200, '{"Images": [');
      await withConnection(proxy.socket, engine =>
        assert.rejects(readDiskUsage(engine), { kind: 'badAnswer' }),
      );
    } finally {
      await proxy.close();
    }
  });
});

describe('the build cache, on a real engine', () => {
  it('is measured and removed', function () {
    this.timeout(90_000); // the engine starts its builder
    return withEngine(
      async ({ socket, docker }) => {
        const dockerfile = `FROM ${testImages.busybox}\nRUN dd if=/dev/zero of=/f bs=1M count=2`;
        const context = tar([{ name: 'Dockerfile', content: dockerfile }]);
        // With the newer builder: the older one keeps its cache as images.
        const options = { t: 'slipway-test/cached:1', version: '2' } as const;
        const reply = await docker.buildImage(Readable.from([context]), options);
        await text(reply);
        await withConnection(socket, async engine => {
          await docker.getImage(options.t).remove();
          const cache = await readBuildCache(engine);
          assert.ok(cache.count > 0 && cache.inUse === 0);
          assert.ok(cache.reclaimableBytes >= 2_097_152);
          assert.ok((await pruneBuildCache(engine)) > 0);
          assert.equal((await readBuildCache(engine)).count, 0);
          assert.equal(await pruneBuildCache(engine), 0);
        });
      },
      { images: true },
    );
  });
});

describe('the events of the last while', () => {
  const { socket, docker } = testEngine();

  it('end by themselves, and hold what has just happened', async () => {
    await withContainer(docker, { name: 'slipway-test-recent', cmd: ['true'] }, async id => {
      await docker.getContainer(id).wait();
      await new Promise(resolve => setTimeout(resolve, 1_100));
      const events = await withConnection(socket, engine => readRecentEvents(engine, 60));
      const actions = events.filter(event => event.id === id).map(event => event.action);
      assert.deepEqual(actions.slice(0, 3), ['create', 'start', 'die']);
    });
  });

  it('are given up where the engine does not end them', async () => {
    const proxy = await faultProxy(socket);
    try {
      proxy.stall(/\/events/, 0);
      await withConnection(proxy.socket, engine =>
        assert.rejects(readRecentEvents(engine, 60, { timeoutMs: 200 }), { kind: 'timeout' }),
      );
    } finally {
      await proxy.close();
    }
  });
});
