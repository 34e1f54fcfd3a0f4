import assert from 'node:assert/strict';
import { parseReference, type Reference } from '../../src/docker/reference';
import { connect, type Engine } from '../../src/engine/connection';
import { listImages } from '../../src/engine/images';
import { readHistory, removeImage, removeImageName, tagImage } from '../../src/engine/imageVerbs';
import { findUnusedImages } from '../../src/engine/prune';
import type { Image } from '../../src/engine/records';
import { endpointAt } from '../lib/endpointAt';
import { testEngine, withContainer } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { withImage } from '../lib/withImage';

function reference(name: string): Reference {
  const found = parseReference(name);
  assert.ok(found, name);
  return found;
}

describe('images, on a real engine', () => {
  const { socket, docker } = testEngine();
  let engine: Engine;

  before(async () => {
    engine = await connect(endpointAt(socket));
  });
  after(() => engine.close());

  const find = async (id: string): Promise<Image | undefined> =>
    (await listImages(engine)).find(image => image.id === id);
  const named = async (id: string): Promise<readonly string[]> =>
    [...((await find(id))?.tags ?? [])].sort();

  it('get another name, latest where no tag is given', async () => {
    await withImage(docker, ['slipway-test/a:1'], async id => {
      await tagImage(engine, id, reference('slipway-test/b'));
      await tagImage(engine, 'slipway-test/a:1', reference('localhost:5000/deep/er/c:x.y_z'));
      const expected = [
        'localhost:5000/deep/er/c:x.y_z',
        'slipway-test/a:1',
        'slipway-test/b:latest',
      ];
      assert.deepEqual(await named(id), expected);
    });
    const gone = { name: 'EngineError', kind: 'notFound' };
    await assert.rejects(tagImage(engine, 'slipway-test/none:1', reference('x')), gone);
  });

  it('lose one name, and go with the last', async () => {
    await withImage(docker, ['slipway-test/a:1', 'slipway-test/a:2'], async id => {
      const one = await removeImageName(engine, 'slipway-test/a:1');
      assert.deepEqual(one, { untagged: ['slipway-test/a:1'], deleted: [] });
      assert.deepEqual(await named(id), ['slipway-test/a:2']);
      const last = await removeImageName(engine, 'slipway-test/a:2');
      assert.ok(last.deleted.includes(id));
      assert.equal(await find(id), undefined);
    });
  });

  it('go with all their names at once', async () => {
    await withImage(docker, ['slipway-test/a:1', 'slipway-test/b:1', 'other:2'], async id => {
      const image = await find(id);
      assert.ok(image);
      const removed = await removeImage(engine, image);
      assert.equal(removed.untagged.length, 3);
      assert.ok(removed.deleted.includes(id));
      assert.equal(await find(id), undefined);
    });
  });

  it('in use are refused, unless by force', async () => {
    await withImage(docker, ['slipway-test/used:1'], async id => {
      await withContainer(docker, { image: id, start: false }, async () => {
        const image = await find(id);
        assert.ok(image);
        const refused = { name: 'EngineError', kind: 'conflict' };
        await assert.rejects(removeImage(engine, image), refused);
        assert.deepEqual(await named(id), ['slipway-test/used:1']);
        await removeImage(engine, image, { force: true });
        assert.equal(await find(id), undefined);
      });
    });
  });

  it('tell their history, the newest step first', async () => {
    const steps = await readHistory(engine, testImages.web);
    assert.match(steps[0]?.instruction ?? '', /LABEL slipway.test=1/); // the build's own label
    assert.deepEqual(steps[0]?.tags, [testImages.web]);
    assert.equal(steps[0]?.sizeBytes, 0);
    const large = steps.find(step => step.instruction.includes('dd if=/dev/zero'));
    assert.ok((large?.sizeBytes ?? 0) > 500_000);
    assert.ok(steps.every(step => step.createdSeconds > 1_600_000_000));
    const last = steps.at(-1);
    assert.ok((last?.sizeBytes ?? 0) > 1_000_000);
    const gone = { name: 'EngineError', kind: 'notFound' };
    await assert.rejects(readHistory(engine, 'slipway-test/none:1'), gone);
  });

  it('that are unused are found with what they would free', async () => {
    await withImage(docker, ['slipway-test/unused:1'], async id => {
      await withImage(docker, [], async nameless => {
        await withContainer(docker, { start: false }, async () => {
          const unused = await findUnusedImages(engine);
          const one = unused.find(({ image }) => image.id === id);
          assert.equal(one?.dangling, false);
          assert.equal(typeof one?.sizeBytes, 'number');
          const dangling = unused.find(({ image }) => image.id === nameless);
          assert.equal(dangling?.dangling, true);
          const tags = unused.flatMap(({ image }) => image.tags);
          assert.ok(!tags.includes(testImages.busybox), 'a stopped container uses it');
        });
      });
    });
  });
});
