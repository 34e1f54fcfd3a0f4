import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type Docker from 'dockerode';
import type { PullState } from '../../src/docker/pullProgress';
import { parseReference, type Reference } from '../../src/docker/reference';
import { registryFailure } from '../../src/docker/registryFailure';
import { connect, type Engine } from '../../src/engine/connection';
import { EngineError } from '../../src/engine/errors';
import { pullImage } from '../../src/engine/pull';
import { endpointAt } from '../lib/endpointAt';
import { faultProxy } from '../lib/faultProxy';
import { eventually } from '../lib/processes';
import { type TestEngine, testEngine, withEngine } from '../lib/testEngine';
import { importImage, testImages } from '../lib/testImages';
import {
  listPlatforms,
  pushImage,
  registryUser,
  slowRegistry,
  withRegistry,
} from '../lib/testRegistry';

function reference(name: string): Reference {
  const found = parseReference(name);
  assert.ok(found, name);
  return found;
}

async function pulled(states: AsyncIterable<PullState>): Promise<PullState> {
  let last: PullState | undefined;
  for await (const state of states) last = state;
  assert.ok(last);
  return last;
}

async function failure(states: AsyncIterable<PullState>): Promise<EngineError> {
  try {
    await pulled(states);
  } catch (error) {
    assert.ok(error instanceof EngineError, String(error));
    return error;
  }
  return assert.fail('it was pulled');
}

async function tagsOf(docker: Docker, repository: string): Promise<readonly string[]> {
  const tags = (await docker.listImages()).flatMap(image => image.RepoTags ?? []);
  return tags.filter(tag => tag.startsWith(`${repository}:`)).sort();
}

describe('pulling, from a real registry', () => {
  let own: TestEngine;
  let engine: Engine;
  let here: string;
  let registry: string;
  let release: () => void = () => {};
  let purged: Promise<void>;

  before(async () => {
    await new Promise<void>((ready, failed) => {
      const config = { 'insecure-registries': ['10.199.0.0/16'] };
      const used = withEngine(
        async lent => {
          own = lent;
          ready();
          await new Promise<void>(done => {
            release = done;
          });
        },
        { config, images: true },
      );
      purged = used.catch(failed);
    });
    engine = await connect(endpointAt(own.socket));
    here = own.control.address.replace(/\.2$/, '.1');
    registry = own.control.registry;
  });

  after(async () => {
    engine.close();
    release();
    await purged;
  });

  it('gives only the tag latest where none is asked for, with its progress', async () => {
    await pushImage(own.docker, testImages.busybox, `${registry}/two:latest`);
    await pushImage(own.docker, testImages.noShell, `${registry}/two:old`);
    const states: PullState[] = [];
    for await (const state of pullImage(engine, reference(`${registry}/two`))) states.push(state);
    assert.deepEqual(await tagsOf(own.docker, `${registry}/two`), [`${registry}/two:latest`]);
    const last = states.at(-1);
    assert.equal(last?.outcome, 'newer');
    assert.match(last?.digest ?? '', /^sha256:[0-9a-f]{64}$/);
    assert.equal(last?.ready, last?.layers.length);
    const again = await pulled(pullImage(engine, reference(`${registry}/two:latest`)));
    assert.equal(again.outcome, 'upToDate');
    const byDigest = reference(`${registry}/two@${last?.digest}`);
    assert.equal((await pulled(pullImage(engine, byDigest))).digest, last?.digest);
  });

  it('tells layers and bytes while they come', async () => {
    const bytes = crypto.randomBytes(3_000_000);
    await importImage(own.docker, 'slipway-test/bytes:1', [{ name: 'bytes', content: bytes }]);
    await pushImage(own.docker, 'slipway-test/bytes:1', `${registry}/bytes:1`);
    await own.docker.getImage('slipway-test/bytes:1').remove({});
    const slow = await slowRegistry(`${own.control.address}:5000`, here);
    try {
      const received: number[] = [];
      let expected = 0;
      for await (const state of pullImage(engine, reference(`${slow.address}/bytes:1`))) {
        received.push(state.receivedBytes);
        expected = Math.max(expected, state.expectedBytes);
        assert.equal(state.layers.length <= 1, true);
      }
      assert.ok(expected > 2_900_000, `expected ${expected}`);
      assert.ok(received.some(count => count > 0 && count < expected));
      assert.equal(received.at(-1), expected);
      assert.deepEqual(
        received,
        [...received].sort((a, b) => a - b),
      );
    } finally {
      slow.close();
    }
  });

  for (const way of ['cancelled', 'no longer read'] as const) {
    it(`stops on the engine when it is ${way}`, async () => {
      const bytes = crypto.randomBytes(8_000_000);
      await importImage(own.docker, 'slipway-test/stop:1', [{ name: 'bytes', content: bytes }]);
      await pushImage(own.docker, 'slipway-test/stop:1', `${registry}/stop:1`);
      await own.docker.getImage('slipway-test/stop:1').remove({});
      const slow = await slowRegistry(`${own.control.address}:5000`, here);
      const abort = new AbortController();
      const name = `${slow.address}/stop:1`;
      try {
        const states = pullImage(engine, reference(name), { signal: abort.signal });
        const reading = (async () => {
          for await (const { receivedBytes } of states) {
            if (receivedBytes === 0) continue;
            if (way === 'no longer read') return;
            abort.abort();
          }
        })();
        if (way === 'cancelled') {
          await assert.rejects(reading, { name: 'EngineError', kind: 'cancelled' });
        } else await reading;
        assert.ok(await eventually(() => slow.listening() === 0, 5_000), 'the engine went on');
        assert.deepEqual(await tagsOf(own.docker, `${slow.address}/stop`), []);
      } finally {
        slow.close();
      }
    });
  }

  it('never starts once it is cancelled', async () => {
    const signal = AbortSignal.abort();
    const error = await failure(pullImage(engine, reference(`${registry}/any`), { signal }));
    assert.equal(error.kind, 'cancelled');
  });

  it('says what is not there', async () => {
    await pushImage(own.docker, testImages.noShell, `${registry}/there:1`);
    for (const name of ['there:nope', 'no/such/thing:1']) {
      const error = await failure(pullImage(engine, reference(`${registry}/${name}`)));
      assert.equal(registryFailure(error.message), 'notFound', error.message);
    }
  });

  it('asks for a login, and takes the right one only', async () => {
    await withRegistry(here, { login: true }, async address => {
      await pushImage(own.docker, testImages.busybox, `${address}/secret:1`, registryUser);
      const name = reference(`${address}/secret:1`);
      const without = await failure(pullImage(engine, name));
      assert.equal(registryFailure(without.message), 'denied', without.message);
      assert.equal(without.kind, 'unauthorized');
      const wrong = { username: 'slipway', password: 'wrong', serveraddress: address };
      const refused = await failure(pullImage(engine, name, { login: wrong }));
      assert.equal(registryFailure(refused.message), 'denied', refused.message);
      const login = { ...registryUser, serveraddress: address };
      assert.equal((await pulled(pullImage(engine, name, { login }))).outcome, 'newer');
    });
  });

  it('tells a rate limit, a platform that is not there, and a registry that is away', async () => {
    const limited = http.createServer((_, response) => {
      response.writeHead(429, { 'content-type': 'application/json' });
      response.end(
        '{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your limit"}]}',
      );
    });
    await new Promise<void>(done => void limited.listen(0, here, done));
    const { port } = limited.address() as net.AddressInfo;
    try {
      const error = await failure(pullImage(engine, reference(`${here}:${port}/a:1`)));
      assert.equal(registryFailure(error.message), 'rateLimit', error.message);
    } finally {
      limited.closeAllConnections();
      limited.close();
    }
    const away = await failure(pullImage(engine, reference(`${here}:${port}/a:1`)));
    assert.equal(registryFailure(away.message), 'noNetwork', away.message);
    await pushImage(own.docker, testImages.noShell, `${registry}/platforms:one`);
    await listPlatforms(`http://${own.control.address}:5000`, 'platforms', ['amd64', 'arm64']);
    const platform = 'linux/s390x';
    const other = await failure(
      pullImage(engine, reference(`${registry}/platforms:many`), { platform }),
    );
    assert.equal(registryFailure(other.message), 'platform', other.message);
  });

  it('is not taken for a success when the connection breaks', async () => {
    const proxy = await faultProxy(own.socket);
    const cut = await connect(endpointAt(proxy.socket));
    const name = reference(`${registry}/cut:1`);
    await pushImage(own.docker, testImages.noShell, `${registry}/cut:1`);
    try {
      proxy.truncate(/POST .*\/images\/create/, 60, { times: 1 });
      const broken = await failure(pullImage(cut, name));
      assert.equal(broken.kind, 'unreachable');
      proxy.reset(/POST .*\/images\/create/, { times: 1 });
      const reset = await failure(pullImage(cut, name));
      assert.equal(reset.kind, 'unreachable');
    } finally {
      cut.close();
      await proxy.close();
    }
  });
});

describe('pulling from a registry that the engine does not trust', () => {
  const shared = testEngine();

  it('tells an unknown certificate, and one that speaks plain HTTP', async () => {
    const engine = await connect(endpointAt(shared.socket));
    const here = shared.control.address.replace(/\.2$/, '.1');
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-tls-'));
    const [key, cert] = [path.join(dir, 'key.pem'), path.join(dir, 'cert.pem')];
    const own = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=slipway', '-keyout', key];
    execFileSync('openssl', ['req', '-x509', ...own, '-out', cert, '-days', '1'], {
      stdio: 'ignore',
    });
    const files = { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
    const servers = { plainHttp: http.createServer(), certificate: https.createServer(files) };
    try {
      for (const [kind, server] of Object.entries(servers)) {
        server.on('request', (_, response) => response.end());
        await new Promise<void>(done => void server.listen(0, here, done));
        const { port } = server.address() as net.AddressInfo;
        const error = await failure(pullImage(engine, reference(`${here}:${port}/a:1`)));
        assert.equal(registryFailure(error.message), kind, error.message);
      }
    } finally {
      for (const server of Object.values(servers)) {
        server.closeAllConnections();
        server.close();
      }
      engine.close();
      fs.rmSync(dir, { recursive: true });
    }
  });
});
