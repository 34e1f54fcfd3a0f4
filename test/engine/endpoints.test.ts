import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect } from '../../src/engine/connection';
import { listContainers } from '../../src/engine/containers';
import { findEndpoint, type World } from '../../src/engine/endpoints';
import { followEvents } from '../../src/engine/events';
import { faultProxy } from '../lib/faultProxy';
import { createEngine, type PrivateEngine } from '../lib/privateEngine';
import { testEngine } from '../lib/testEngine';
import { type Certified, certify, writeCertificates } from './certificates';

const port = 2376;

describe('an endpoint, with a real engine behind it', () => {
  let dir = '';
  let engine: PrivateEngine;
  let authority: Certified;

  before(async function () {
    this.timeout(90_000);
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-tls-'));
    engine = await createEngine();
    await engine.stop();
    authority = certify({ name: 'Slipway test authority' });
    const own = certify({ name: 'engine', by: authority, hosts: [engine.address] });
    const folder = writeCertificates(path.join(dir, 'engine'), authority, own);
    const files = { tlscacert: 'ca', tlscert: 'cert', tlskey: 'key' };
    const flags = Object.entries(files).map(([flag, name]) => `--${flag}=${folder}/${name}.pem`);
    const more = [`--host=tcp://0.0.0.0:${port}`, '--tlsverify', ...flags];
    fs.appendFileSync(path.join(engine.dir, 'arguments'), `\n${more.join('\n')}`);
    await engine.start();
  });

  after(async function () {
    this.timeout(30_000);
    await engine?.purge();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const world = (env: World['env']): World => ({ env, home: dir, platform: process.platform });

  /** A folder of certificates, and what a client with them meets. */
  async function clientWith(
    ca: Certified,
    own?: Certified,
    url = `tcp://${engine.address}:${port}`,
  ): Promise<string> {
    const folder = fs.mkdtempSync(path.join(dir, 'client-'));
    writeCertificates(folder, ca, own);
    const env = {
      DOCKER_HOST: url,
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: folder,
    };
    return met(env);
  }

  async function met(env: World['env'], setting = ''): Promise<string> {
    try {
      const found = await connect(await findEndpoint(setting, world(env)), { timeoutMs: 5_000 });
      await listContainers(found);
      found.close();
      return 'connected';
    } catch (error) {
      const { kind, code } = error as { kind?: string; code?: string };
      return `${kind} ${code}`;
    }
  }

  describe('over TLS', () => {
    let client: Certified;
    before(() => {
      client = certify({ name: 'client', by: authority });
    });

    it('is connected with the certificates of both sides', async () => {
      assert.equal(await clientWith(authority, client), 'connected');
    });

    it('is told what is wrong with the engine’s certificate', async () => {
      const stranger = certify({ name: 'Another authority' });
      assert.equal(await clientWith(stranger, client), 'tls unknownAuthority');
      const other = await relay({ host: engine.address, port });
      try {
        const elsewhere = `tcp://127.0.0.1:${other.port}`;
        assert.equal(await clientWith(authority, client, elsewhere), 'tls wrongName');
      } finally {
        other.close();
      }
    });

    it('is told that the engine does not take ours', async () => {
      assert.equal(await clientWith(authority), 'tls clientRefused');
      const stranger = certify({ name: 'Another authority' });
      const foreign = certify({ name: 'client', by: stranger });
      assert.equal(await clientWith(authority, foreign), 'tls clientRefused');
      const old = certify({ name: 'client', by: authority, valid: [-9, -2] });
      assert.equal(await clientWith(authority, old), 'tls clientRefused');
    });

    it('is told that our files do not fit, or cannot be read', async () => {
      const mixed = { cert: client.cert, key: certify({ name: 'x' }).key };
      assert.equal(await clientWith(authority, mixed), 'tls badFiles');
      assert.equal(await clientWith({ ...authority, cert: 'nonsense' }, client), 'tls badFiles');
    });

    it('is told when one side speaks plain HTTP', async () => {
      assert.equal(
        await met({ DOCKER_HOST: `tcp://${engine.address}:${port}` }),
        'tls engineSpeaksTls',
      );
      const plain = await relay({ path: testEngine().socket });
      try {
        assert.equal(
          await met({ DOCKER_HOST: `tcp://127.0.0.1:${plain.port}`, DOCKER_TLS: '1' }),
          'tls engineSpeaksPlain',
        );
      } finally {
        plain.close();
      }
    });

    it('is told that the engine’s certificate is no longer valid, or not yet', async () => {
      for (const valid of [
        [-9, -2],
        [2, 9],
      ] as const) {
        const hosts = [engine.address];
        const old = certify({ name: 'engine', by: authority, hosts, valid });
        writeCertificates(path.join(dir, 'engine'), authority, old);
        await engine.stop();
        await engine.start();
        assert.equal(await clientWith(authority, client), 'tls expired');
      }
    }).timeout(60_000);

    it('takes any certificate in a context that says so, and follows events', async () => {
      const name = 'blind';
      const hash = createHash('sha256').update(name).digest('hex');
      const contexts = path.join(dir, '.docker/contexts');
      writeCertificates(path.join(contexts, 'tls', hash, 'docker'), certify({ name: 'x' }), client);
      fs.mkdirSync(path.join(contexts, 'meta', hash), { recursive: true });
      const docker = { Host: `tcp://${engine.address}:${port}`, SkipTLSVerify: true };
      const meta = JSON.stringify({ Name: name, Endpoints: { docker } });
      fs.writeFileSync(path.join(contexts, 'meta', hash, 'meta.json'), meta);
      const endpoint = await findEndpoint('', world({ DOCKER_CONTEXT: name }));
      const found = await connect(endpoint);
      const abort = new AbortController();
      const events = await followEvents(found, found.clockSeconds, abort.signal);
      const next = events.next();
      await found.docker.createVolume({ Name: 'over-tls' });
      assert.equal((await next).value?.id, 'over-tls');
      abort.abort();
      assert.ok((await events.next()).done);
      found.close();
    });
  });

  it('is reached over plain TCP, by IPv4, IPv6 and name', async () => {
    const addresses = Object.values(os.networkInterfaces()).flatMap(all => all ?? []);
    const six = addresses.some(({ address }) => address === '::1') ? ['::1'] : [];
    for (const host of ['127.0.0.1', ...six, 'localhost']) {
      const plain = await relay({ path: testEngine().socket }, host);
      const name = host === '::1' ? '[::1]' : host;
      assert.equal(await met({}, `tcp://${name}:${plain.port}`), 'connected', host);
      plain.close();
    }
    assert.equal(await met({}, 'tcp://127.0.0.1:1'), 'unreachable ECONNREFUSED');
    assert.match(await met({}, 'tcp://no-such-host.invalid:1'), /^absent (ENOTFOUND|EAI_AGAIN)$/);
  });

  it('is never taken from the environment behind our back', async () => {
    const proxy = await faultProxy(testEngine().socket);
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
    try {
      assert.equal(await met({}, proxy.host), 'connected');
      assert.notEqual(proxy.requests.length, 0);
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
      await proxy.close();
    }
  });

  it('that is a file and no socket, or a folder, is no engine', async () => {
    const file = path.join(dir, 'file');
    fs.writeFileSync(file, '');
    assert.equal(await met({}, `unix://${file}`), 'unreachable ECONNREFUSED');
    assert.equal(await met({}, `unix://${dir}`), 'unreachable ECONNREFUSED');
    assert.equal(await met({}, `unix://${dir}/none.sock`), 'absent ENOENT');
    assert.equal(await met({}, `unix://${file}/none.sock`), 'absent ENOTDIR');
  });
});

/** A TCP port here that leads to another place. */
async function relay(
  to: net.NetConnectOpts,
  host = '127.0.0.1',
): Promise<{ readonly port: number; close(): void }> {
  const server = net.createServer(socket => {
    const onward = net.connect(to);
    socket.pipe(onward).pipe(socket);
    for (const side of [socket, onward]) side.on('error', () => socket.destroy());
  });
  await new Promise<void>(done => server.listen(0, host, done));
  const { port: own } = server.address() as net.AddressInfo;
  return { port: own, close: () => server.close() };
}
