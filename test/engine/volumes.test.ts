import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { connect, type Engine } from '../../src/engine/connection';
import { findUnusedVolumes } from '../../src/engine/prune';
import { createVolume, removeVolume } from '../../src/engine/volumeVerbs';
import { endpointAt } from '../lib/endpointAt';
import { testEngine, testLabel, withContainer, withVolume } from '../lib/testEngine';

describe('volumes, on a real engine', () => {
  const { socket, docker } = testEngine();
  const own = (): string => `slipway-test-${crypto.randomBytes(4).toString('hex')}`;
  let engine: Engine;

  before(async () => {
    engine = await connect(endpointAt(socket));
  });
  after(() => engine.close());

  it('are made with driver, options and labels, and removed', async () => {
    const name = own();
    const options = { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' };
    const labels = { ...testLabel, note: 'Grüße = 你好' };
    const made = await createVolume(engine, { name, driver: 'local', options, labels });
    assert.equal(made, name);
    const told = await docker.getVolume(name).inspect();
    assert.deepEqual(told.Options, options);
    assert.deepEqual(told.Labels, labels);
    await removeVolume(engine, name);
    await assert.rejects(docker.getVolume(name).inspect(), { statusCode: 404 });
  });

  it('get a name from the engine where none is given', async () => {
    const name = await createVolume(engine, { labels: testLabel });
    try {
      assert.match(name, /^[0-9a-f]{64}$/);
    } finally {
      await removeVolume(engine, name);
    }
  });

  it('are refused with a name or an option that the driver does not take', async () => {
    const odd = { name: own(), options: { colour: 'blue' } };
    await assert.rejects(createVolume(engine, odd), { name: 'EngineError' });
    await assert.rejects(createVolume(engine, { name: '../x' }), { name: 'EngineError' });
  });

  it('in use are not removed, running or not', async () => {
    await withVolume(docker, { Name: own() }, async name => {
      const more = { HostConfig: { Binds: [`${name}:/data`] } };
      await withContainer(docker, { start: false, more }, async () => {
        await assert.rejects(removeVolume(engine, name), { name: 'EngineError', kind: 'conflict' });
        const unused = await findUnusedVolumes(engine);
        assert.ok(!unused.some(({ volume }) => volume.name === name));
      });
    });
    const gone = { name: 'EngineError', kind: 'notFound' };
    await assert.rejects(removeVolume(engine, own()), gone);
    for (const odd of ['a/../b', 'a//b', '..', 'a%2f?x=1#y', 'ü\u202e']) {
      await assert.rejects(removeVolume(engine, odd), { name: 'EngineError' }, odd);
    }
  });

  it('that are unused are found, with size and kind', async () => {
    await withVolume(docker, { Name: own() }, async named => {
      await withVolume(docker, {}, async anonymous => {
        const fill = ['sh', '-c', 'dd if=/dev/zero of=/data/x bs=1024 count=300'];
        const more = { HostConfig: { Binds: [`${named}:/data`] } };
        await withContainer(docker, { cmd: fill, more }, async id => {
          await docker.getContainer(id).wait();
        });
        const unused = await findUnusedVolumes(engine);
        const one = unused.find(({ volume }) => volume.name === named);
        assert.ok((one?.sizeBytes ?? 0) >= 300 * 1024, `size ${one?.sizeBytes}`);
        assert.equal(one?.volume.anonymous, false);
        const other = unused.find(({ volume }) => volume.name === anonymous);
        assert.equal(other?.volume.anonymous, true);
      });
    });
  });
});
