import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, compare, connect, type Engine, ping } from '../../src/engine/connection';
import { listContainers } from '../../src/engine/containers';
import { findEndpoint } from '../../src/engine/endpoints';
import { EngineError } from '../../src/engine/errors';
import { listImages } from '../../src/engine/images';
import { type FaultProxy, faultProxy } from '../lib/faultProxy';
import { eventually } from '../lib/processes';
import { testEngine, testLabel, withContainer } from '../lib/testEngine';
import { engineAt } from './following';

const world = { env: {}, home: '/nonexistent', platform: process.platform };
const hello = /GET \/_ping/;
const version = /GET (\/v[\d.]+)?\/version/;

describe('a connection', () => {
  let proxy: FaultProxy;
  const opened: Engine[] = [];

  beforeEach(async () => {
    proxy = await faultProxy(testEngine().socket);
  });

  afterEach(async () => {
    for (const engine of opened.splice(0)) engine.close();
    await proxy.close();
  });

  async function open(): Promise<Engine> {
    const engine = await engineAt(proxy.host);
    opened.push(engine);
    return engine;
  }

  it('speaks the newest version that both sides speak', async () => {
    const theirs = (await testEngine().docker.version()).ApiVersion;
    const ApiVersion = compare(theirs, '1.51') < 0 ? theirs : '1.51';
    const engine = await open();
    assert.equal(engine.apiVersion, ApiVersion);
    await listContainers(engine);
    assert.deepEqual(
      proxy.requests.map(line => line.replace(/\?.*/, '')),
      ['GET /_ping', `GET /v${ApiVersion}/version`, `GET /v${ApiVersion}/containers/json`],
    );
    assert.ok(Math.abs(engine.clockSeconds - Date.now() / 1000) < 3);
  });

  /** What other engines say of themselves; what we then speak, or why not. */
  const others: readonly (readonly [string, object, string])[] = [
    ['Docker 17', { ApiVersion: '1.30', MinAPIVersion: '1.12' }, '1.30'],
    ['Docker 28 that refuses old clients', { ApiVersion: '1.51', MinAPIVersion: '1.44' }, '1.51'],
    ['an engine newer than we are', { ApiVersion: '1.60', MinAPIVersion: '1.44' }, '1.51'],
    [
      'Podman 4',
      { ApiVersion: '1.41', MinAPIVersion: '1.24', Components: [{ Name: 'Podman Engine' }] },
      '1.41',
    ],
    ['one that names no oldest', { ApiVersion: '1.41' }, '1.41'],
    ['one that is too old', { ApiVersion: '1.23', MinAPIVersion: '1.12' }, 'version'],
    ['one that refuses all we speak', { ApiVersion: '1.70', MinAPIVersion: '1.60' }, 'version'],
    ['one that names none', { Version: '7' }, 'badAnswer'],
    ['one that names nonsense', { ApiVersion: 'new' }, 'badAnswer'],
  ];
  for (const [name, answer, expected] of others) {
    const told = (answer as { ApiVersion?: string }).ApiVersion;
    const headers = told === undefined ? [] : [`Api-Version: ${told}`];
    for (const way of told === undefined ? ['nowhere'] : ['in its header', 'in its answer']) {
      it(`to ${name}, told ${way}: ${expected}`, async () => {
        proxy.answer(hello, 200, 'OK', way === 'in its header' ? { headers } : {});
        proxy.answer(version, 200, JSON.stringify(answer));
        const found = await open().catch((error: EngineError) => error);
        const said = found instanceof EngineError ? found.kind : found.apiVersion;
        assert.equal(said, expected);
        const product = name.startsWith('Podman') ? 'Podman' : 'Docker';
        if (!(found instanceof EngineError)) assert.equal(found.about.product, product);
      });
    }
  }

  it('says so where an engine refuses the version that it named', async () => {
    const message = 'client version 1.41 is too old. Minimum supported API version is 1.44';
    proxy.answer(version, 400, JSON.stringify({ message }));
    await assert.rejects(open(), { name: 'EngineError', kind: 'version', message });
  });

  it('says what is wrong where something else answers', async () => {
    const answers: readonly (readonly [number, string, string])[] = [
      [200, '<html>', 'badAnswer'],
      [200, '', 'badAnswer'],
      [200, 'null', 'badAnswer'],
      [200, '[]', 'badAnswer'],
      [404, 'page not found', 'badAnswer'],
      [502, '<html>Bad Gateway</html>', 'unreachable'],
      [500, '{"message":"broken"}', 'server'],
    ];
    for (const [status, body, kind] of answers) {
      proxy.answer(hello, status, body, { times: 1 });
      proxy.answer(version, status, body, { times: 1 });
      await assert.rejects(open(), { name: 'EngineError', kind }, body);
      proxy.clear();
      proxy.answer(version, status, body, { times: 1 });
      await assert.rejects(open(), { name: 'EngineError', kind }, body);
    }
    for (const [asked, bytes] of [
      [hello, 1],
      [version, 10],
    ] as const) {
      proxy.reset(asked, { times: 1 });
      await assert.rejects(open(), { kind: 'unreachable', code: 'ECONNRESET' });
      proxy.truncate(asked, bytes, { times: 1 });
      await assert.rejects(open(), { kind: 'unreachable' });
    }
    assert.ok(await eventually(() => proxy.connections() === 0, 2_000));
  });

  it('is given up after its time, or when nobody wants it any more', async () => {
    const endpoint = await findEndpoint(proxy.host, world);
    const begun = performance.now();
    proxy.hang(version, { times: 1 });
    await assert.rejects(connect(endpoint, { timeoutMs: 200 }), { kind: 'timeout' });
    proxy.hang(hello);
    await assert.rejects(connect(endpoint, { timeoutMs: 200 }), { kind: 'timeout' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    await assert.rejects(connect(endpoint, { signal: abort.signal }), { kind: 'cancelled' });
    await assert.rejects(connect(endpoint, { signal: abort.signal }), { kind: 'cancelled' });
    assert.ok(performance.now() - begun < 2_000);
    assert.ok(await eventually(() => proxy.connections() === 0, 2_000));
  });

  it('settles every call, whatever becomes of its answer', async () => {
    const engine = await open();
    const list = /containers\/json/;
    const timeoutMs = 400;
    const fault = async (spoil: () => void): Promise<string> => {
      spoil();
      const begun = performance.now();
      const kind = await listContainers(engine, undefined, { timeoutMs }).then(
        () => 'answer',
        (error: EngineError) => error.kind,
      );
      proxy.clear();
      assert.ok(performance.now() - begun < 2_000);
      return kind;
    };
    assert.equal(await fault(() => proxy.hang(list)), 'timeout');
    assert.equal(await fault(() => proxy.stall(list, 1)), 'timeout');
    assert.equal(await fault(() => proxy.drop(list)), 'timeout');
    assert.equal(await fault(() => proxy.reset(list)), 'unreachable');
    // dockerode's own promise never settles here
    assert.equal(await fault(() => proxy.truncate(list, 1)), 'unreachable');
    assert.equal(await fault(() => proxy.answer(list, 200, '{"half":')), 'badAnswer');
    assert.equal(await fault(() => proxy.answer(list, 200, 'null')), 'badAnswer');
    assert.equal(await fault(() => proxy.answer(list, 200, '{}')), 'badAnswer');
    assert.equal(await fault(() => proxy.answer(list, 409, '{"message":"no"}')), 'conflict');
    assert.equal(await fault(() => proxy.answer(list, 500, 'not JSON')), 'server');
    assert.equal(await fault(() => proxy.delay(list, 50)), 'answer');
    assert.equal(await fault(() => {}), 'answer');
  }).timeout(20_000);

  it('lets our readings and pings pass a user’s slow calls', async () => {
    const engine = await open();
    proxy.hang(/images\/json/);
    const abort = new AbortController();
    const options = { signal: abort.signal };
    const slow = Array.from({ length: 40 }, () => listImages(engine, options));
    const ended = Promise.allSettled(slow);
    await sleep(50);
    const begun = performance.now();
    await ping(engine);
    await listContainers({ ...engine, docker: engine.reads });
    assert.ok(performance.now() - begun < 1_000);
    abort.abort();
    assert.ok((await ended).every(result => result.status === 'rejected'));
    assert.ok(await eventually(() => proxy.connections() <= 2, 2_000));
  });

  it('retired, ends when the last one is through', async () => {
    const engine = await open();
    proxy.delay(/images\/json/, 200);
    const last = listImages(engine);
    await listContainers(engine);
    engine.retire();
    assert.notEqual((await last).length, 0);
    assert.ok(await eventually(() => proxy.connections() === 0, 2_000));
  });

  it('retired, leaves a user’s stream alone', async () => {
    const { docker } = testEngine();
    const cmd = ['sh', '-c', 'while true; do echo tick; sleep 0.1; done'];
    await withContainer(docker, { cmd, labels: testLabel }, async id => {
      const engine = await open();
      const logs = (await engine.streams
        .getContainer(id)
        .logs({ follow: true, stdout: true })) as unknown as NodeJS.ReadableStream;
      engine.retire();
      let heard = 0;
      for await (const _ of logs) {
        heard++;
        if (heard > 3) break;
      }
      assert.ok(heard > 3);
    });
  });

  it('tells whoever watches of what failed and what was changed', async () => {
    const doubts: string[] = [];
    let changes = 0;
    const watch = {
      onDoubt: (error: EngineError) => doubts.push(error.kind),
      onChange: () => {
        changes++;
      },
    };
    const engine = await connect(await findEndpoint(proxy.host, world), { watch });
    opened.push(engine);
    const list = /containers\/json/;
    await listContainers(engine);
    proxy.reset(list, { times: 1 });
    await assert.rejects(listContainers(engine));
    proxy.hang(list, { times: 1 });
    await assert.rejects(listContainers(engine, undefined, { timeoutMs: 100 }));
    const abort = new AbortController();
    proxy.hang(list, { times: 1 });
    const cancelled = listContainers(engine, undefined, { signal: abort.signal });
    abort.abort();
    await assert.rejects(cancelled);
    await assert.rejects(call({}, () => engine.docker.getContainer('none').inspect()));
    await assert.rejects(call({}, () => engine.docker.getContainer('none').start()));
    await sleep(20);
    assert.deepEqual(doubts, ['unreachable', 'timeout']);
    assert.equal(changes, 0);
    const name = 'connection-change';
    await call({}, () => engine.docker.createVolume({ Name: name, Labels: { ...testLabel } }));
    await call({}, () => engine.docker.getVolume(name).remove());
    assert.equal(changes, 2);
  });

  it('takes nothing but errors of its own from a call', async () => {
    const broken = (): Promise<never> => {
      throw new TypeError('a fault of our own');
    };
    await assert.rejects(call({}, broken), EngineError);
    await assert.rejects(
      call({}, async () => broken()),
      EngineError,
    );
    assert.equal(await call({}, async () => 7), 7);
  });
});
