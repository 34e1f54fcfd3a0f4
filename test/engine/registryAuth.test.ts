import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findLogin, type LoginAnswer } from '../../src/engine/registryAuth';
import { eventually } from '../lib/processes';

const hub = 'https://index.docker.io/v1/';
const encoded = (user: string) => Buffer.from(user).toString('base64');

/** A home with Docker's configuration and credential helpers: shell scripts, as real programs. */
async function withHome<T>(
  config: unknown,
  helpers: Readonly<Record<string, string>>,
  use: (login: (domain: string, timeoutMs?: number) => Promise<LoginAnswer>, dir: string) => T,
): Promise<Awaited<T>> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-login-'));
  fs.mkdirSync(path.join(dir, '.docker'));
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  fs.writeFileSync(path.join(dir, '.docker/config.json'), text);
  for (const [name, script] of Object.entries(helpers)) {
    const file = path.join(dir, `docker-credential-${name}`);
    fs.writeFileSync(file, `#!/bin/sh\ncd '${dir}'\n${script}\n`, { mode: 0o755 });
  }
  const env = { PATH: `${dir}:${process.env.PATH}` };
  const world = { env, home: dir, platform: process.platform };
  try {
    return await use((domain, timeoutMs = 10_000) => findLogin(domain, world, { timeoutMs }), dir);
  } finally {
    fs.rmSync(dir, { recursive: true });
  }
}

describe('the logins that docker login left', () => {
  it('are those of the very registry, however its key is written', async () => {
    const auths = {
      [hub]: { auth: encoded('hub:of docker') },
      'ghcr.io': { auth: encoded('me:pass:word\0\0') },
      'https://old.example/v2/': { auth: encoded('old:1') },
      'localhost:5000': { username: 'plain', password: 'text' },
      'token.example': { auth: encoded('00:'), identitytoken: 'abc' },
      'bearer.example': { registrytoken: 'def' },
      'empty.example': {},
    };
    await withHome({ auths }, {}, async login => {
      const found = async (domain: string) => (await login(domain)).login;
      const ghcr = { username: 'me', password: 'pass:word', serveraddress: 'ghcr.io' };
      assert.deepEqual(await found('ghcr.io'), ghcr);
      const docker = { username: 'hub', password: 'of docker', serveraddress: hub };
      assert.deepEqual(await found('docker.io'), docker);
      const old = { username: 'old', password: '1', serveraddress: 'https://old.example/v2/' };
      assert.deepEqual(await found('old.example'), old);
      const plain = { username: 'plain', password: 'text', serveraddress: 'localhost:5000' };
      assert.deepEqual(await found('localhost:5000'), plain);
      const token = { identitytoken: 'abc', serveraddress: 'token.example' };
      assert.deepEqual(await found('token.example'), token);
      const bearer = { registrytoken: 'def', serveraddress: 'bearer.example' };
      assert.deepEqual(await found('bearer.example'), bearer);
      for (const domain of ['empty.example', 'localhost', 'localhost:5001', 'io', 'xghcr.io']) {
        assert.deepEqual(await login(domain), {}, domain);
      }
    });
  });

  it('come from the environment first, and from DOCKER_CONFIG’s folder', async () => {
    await withHome({}, {}, async (_, home) => {
      const other = path.join(home, 'other');
      fs.mkdirSync(other);
      const auths = { 'a.example': { auth: encoded('file:1') }, b: { auth: encoded('b:2') } };
      fs.writeFileSync(path.join(other, 'config.json'), JSON.stringify({ auths }));
      const given = { auths: { 'a.example': { auth: encoded('environment:1') } } };
      const env = { DOCKER_CONFIG: other, DOCKER_AUTH_CONFIG: JSON.stringify(given) };
      const world = { env, home, platform: process.platform };
      const found = await findLogin('a.example', world);
      assert.equal((found.login as { username?: string }).username, 'environment');
      const b = await findLogin('b', world);
      assert.equal((b.login as { username?: string }).username, 'b');
    });
  });

  it('are none where nobody logged in, and a broken file is told', async () => {
    await withHome({}, {}, async login => assert.deepEqual(await login('ghcr.io'), {}));
    await withHome('{"auths":{"a":{"auth":"c2VjcmV0"},}}', {}, async login => {
      assert.ok(!JSON.stringify(await login('ghcr.io')).includes('c2Vj'));
    });
    await withHome('{"auths":', {}, async (login, dir) => {
      const { login: found, problem } = await login('ghcr.io');
      assert.equal(found, undefined);
      assert.equal(problem?.kind, 'config');
      fs.rmSync(path.join(dir, '.docker/config.json'));
      assert.deepEqual(await login('ghcr.io'), {});
    });
    await withHome('null', {}, async login => assert.deepEqual(await login('ghcr.io'), {}));
  });
});

describe('credential helpers', () => {
  const answer = 'read server; echo "{\\"Username\\":\\"$server\\",\\"Secret\\":\\"s:1\\"}"';

  it('are asked for the registry’s own, else for the general one', async () => {
    const config = {
      credsStore: 'store',
      credHelpers: { 'own.example': 'own' },
      auths: { 'https://own.example/v2/': {} },
    };
    const helpers = { own: `${answer} | sed s/own/OWN/`, store: answer };
    await withHome(config, helpers, async login => {
      const own = await login('own.example');
      const server = 'https://own.example/v2/';
      const username = 'https://OWN.example/v2/';
      assert.deepEqual(own.login, { username, password: 's:1', serveraddress: server });
      const other = await login('docker.io');
      assert.deepEqual(other.login, { username: hub, password: 's:1', serveraddress: hub });
    });
  });

  it('give identity tokens', async () => {
    const token = 'echo \'{"ServerURL":"x","Username":"<token>","Secret":"refresh"}\'';
    await withHome({ credsStore: 'store' }, { store: token }, async login => {
      const expected = { identitytoken: 'refresh', serveraddress: 'ghcr.io' };
      assert.deepEqual((await login('ghcr.io')).login, expected);
    });
  });

  it('may have nothing', async () => {
    const none = {
      word: 'echo "credentials not found in native keychain"; exit 1',
      pass: 'echo \'{"ServerURL":"x","Username":"","Secret":""}\'',
    };
    for (const [name, script] of Object.entries(none)) {
      await withHome({ credsStore: name }, { [name]: script }, async login => {
        assert.deepEqual(await login('ghcr.io'), {}, name);
      });
    }
  });

  it('that fail are told, and the file is asked instead', async () => {
    const auths = { 'ghcr.io': { auth: encoded('me:1') } };
    const login = { username: 'me', password: '1', serveraddress: 'ghcr.io' };
    const bad = {
      failed: ['echo "Cannot autolaunch D-Bus" >&2; exit 1', 'Cannot autolaunch D-Bus'],
      answer: ['echo not JSON', ''],
    } as const;
    for (const [kind, [script, message]] of Object.entries(bad)) {
      await withHome({ credsStore: 'bad', auths }, { bad: script }, async found => {
        const problem = { kind, helper: 'docker-credential-bad', message };
        assert.deepEqual(await found('ghcr.io'), { login, problem });
      });
    }
    await withHome({ credsStore: 'bad' }, { bad: 'yes | head -c 10000000' }, async found => {
      assert.equal((await found('ghcr.io')).problem?.kind, 'answer');
    });
    for (const name of ['absent', '../evil', 'a b; touch x']) {
      await withHome({ credsStore: name }, {}, async found => {
        const { problem } = await found('ghcr.io');
        assert.equal(problem?.kind, 'missing', name);
      });
    }
  });

  it('that hang are ended in time, with all that they started', async () => {
    const hangs = 'sleep 300 & echo $! > child; wait';
    await withHome({ credsStore: 'hangs' }, { hangs }, async (login, dir) => {
      const began = Date.now();
      const { problem } = await login('ghcr.io', 500);
      assert.equal(problem?.kind, 'timeout');
      assert.ok(Date.now() - began < 3_000);
      const child = fs.readFileSync(path.join(dir, 'child'), 'utf8').trim();
      const isGone = () => {
        const file = `/proc/${child}/stat`;
        return !fs.existsSync(file) || / Z /.test(fs.readFileSync(file, 'utf8'));
      };
      assert.ok(await eventually(isGone, 2_000), `process ${child} is left`);
    });
  });
});
