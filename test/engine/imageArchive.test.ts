import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { connect, type Engine } from '../../src/engine/connection';
import { isNoArchive, loadImages, saveImages } from '../../src/engine/imageArchive';
import { endpointAt } from '../lib/endpointAt';
import { type FaultProxy, faultProxy } from '../lib/faultProxy';
import { tar } from '../lib/tar';
import { testEngine } from '../lib/testEngine';
import { importImage, testImages } from '../lib/testImages';

describe('images as archives, on a real engine', () => {
  const { socket, docker } = testEngine();
  const name = `slipway-test/archive-${process.pid}:1`;
  let engine: Engine;
  let proxied: Engine;
  let proxy: FaultProxy;
  let dir: string;
  let file: string;

  before(async () => {
    engine = await connect(endpointAt(socket));
    proxy = await faultProxy(socket);
    proxied = await connect(endpointAt(proxy.socket));
    const bytes = crypto.randomBytes(3_000_000);
    await importImage(docker, name, [{ name: 'bytes', content: bytes }]);
  });
  after(async () => {
    await docker.getImage(name).remove({ force: true });
    engine.close();
    proxied.close();
    await proxy.close();
  });
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-archive-'));
    file = path.join(dir, 'image.tar');
  });
  afterEach(() => {
    proxy.clear();
    fs.rmSync(dir, { recursive: true });
  });

  const isThere = async (image: string): Promise<boolean> =>
    docker
      .getImage(image)
      .inspect()
      .then(
        () => true,
        () => false,
      );

  it('are saved and loaded again, with their names and the bytes told', async () => {
    const { Id: id } = await docker.getImage(name).inspect();
    const told: number[] = [];
    const onBytes = (bytes: number): void => void told.push(bytes);
    const size = await saveImages(engine, [name, testImages.noShell], file, { onBytes });
    assert.equal(fs.statSync(file).size, size);
    assert.equal(told.at(-1), size);
    assert.deepEqual(fs.readdirSync(dir), ['image.tar']);
    await docker.getImage(name).remove({});
    told.length = 0;
    const { images } = await loadImages(engine, file, { onBytes });
    assert.deepEqual([...images].sort(), [name, testImages.noShell].sort());
    assert.equal(told.at(-1), size);
    assert.equal((await docker.getImage(name).inspect()).Id, id);
  });

  it('come without a name where they were saved by id, and packed', async () => {
    const { Id: id } = await docker.getImage(name).inspect();
    await saveImages(engine, [id], file);
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(fs.readFileSync(file), { level: 1 }));
    assert.deepEqual((await loadImages(engine, `${file}.gz`)).images, [id]);
  });

  it('replace a file only when all is there', async () => {
    fs.writeFileSync(file, 'precious');
    const none = saveImages(engine, ['slipway-test/none:1'], file);
    await assert.rejects(none, { name: 'EngineError' });
    proxy.truncate(/GET .*\/images\/get/, 100_000);
    const cut = saveImages(proxied, [name], file);
    await assert.rejects(cut, { name: 'EngineError', kind: 'unreachable' });
    proxy.clear();
    proxy.answer(/GET .*\/images\/get/, 200, 'abc{"errorDetail":{"message":"no luck"}}');
    const late = saveImages(proxied, [name], file);
    await assert.rejects(late, { name: 'EngineError', kind: 'server', message: 'no luck' });
    proxy.clear();
    proxy.answer(/GET .*\/images\/get/, 200, 'abc');
    const short = saveImages(proxied, [name], file);
    await assert.rejects(short, { name: 'EngineError', kind: 'badAnswer' });
    assert.equal(fs.readFileSync(file, 'utf8'), 'precious');
    assert.deepEqual(fs.readdirSync(dir), ['image.tar']);
    await saveImages(engine, [name], file);
    assert.ok(fs.statSync(file).size > 3_000_000);
  });

  it('leave nothing behind when saving is cancelled', async () => {
    proxy.stall(/GET .*\/images\/get/, 1_000_000);
    const abort = new AbortController();
    const onBytes = (): void => abort.abort();
    const saved = saveImages(proxied, [name], file, { signal: abort.signal, onBytes });
    await assert.rejects(saved, { name: 'EngineError', kind: 'cancelled' });
    assert.deepEqual(fs.readdirSync(dir), []);
  });

  it('can be cancelled while they are loaded', async () => {
    const { Id: id } = await docker.getImage(name).inspect();
    await saveImages(engine, [name], file);
    await docker.getImage(name).remove({});
    const abort = new AbortController();
    const onBytes = (bytes: number): void => {
      if (bytes > 1_000_000) abort.abort();
    };
    const loaded = loadImages(engine, file, { signal: abort.signal, onBytes });
    await assert.rejects(loaded, { name: 'EngineError', kind: 'cancelled' });
    assert.equal(await isThere(id), false);
    await loadImages(engine, file);
  });

  it('that are none are told', async () => {
    const bad = {
      'text.tar': Buffer.from('this is no archive'),
      'empty.tar': Buffer.alloc(0),
      'files.tar': tar([
        { name: 'etc', folder: true },
        { name: 'etc/passwd', content: 'root' },
      ]),
      'noise.tar': crypto.randomBytes(3_000_000),
    };
    for (const [title, content] of Object.entries(bad)) {
      const odd = path.join(dir, title);
      fs.writeFileSync(odd, content);
      await assert.rejects(loadImages(engine, odd), error => {
        assert.ok(isNoArchive(error), `${title}: ${error}`);
        return true;
      });
    }
  });

  it('cannot be read or written where the disk says no', async () => {
    const missing = path.join(dir, 'none.tar');
    await assert.rejects(loadImages(engine, missing), error => {
      assert.ok(!isNoArchive(error));
      assert.equal((error as NodeJS.ErrnoException).path, missing);
      return true;
    });
    await assert.rejects(loadImages(engine, dir), { code: 'EISDIR' });
    const nowhere = path.join(dir, 'no/such/folder.tar');
    await assert.rejects(saveImages(engine, [name], nowhere), { code: 'ENOENT' });
  });
});
