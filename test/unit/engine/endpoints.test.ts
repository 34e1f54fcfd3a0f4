import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findEndpoint, type World } from '../../../src/engine/endpoints';

describe('the endpoint', () => {
  let root = '';
  let home = '';
  const world = (env: World['env'] = {}, more: Partial<World> = {}): World => ({
    env,
    home,
    platform: 'linux',
    root,
    ...more,
  });

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-world-'));
    home = path.join(root, 'home/me');
    put('home/me/.docker/config.json', '{}');
  });

  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  function put(name: string, content = ''): string {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    return file;
  }

  /** A context as `docker context create` leaves it; `tls` are the files beside it. */
  function context(name: string, docker: unknown, tls: readonly string[] = []): void {
    const hash = createHash('sha256').update(name).digest('hex');
    const meta = { Name: name, Metadata: {}, Endpoints: { docker } };
    const base = 'home/me/.docker/contexts';
    put(`${base}/meta/${hash}/meta.json`, JSON.stringify(meta));
    for (const file of tls) put(`${base}/tls/${hash}/docker/${file}.pem`);
  }

  const current = (name: string): string =>
    put('home/me/.docker/config.json', JSON.stringify({ currentContext: name }));

  describe('comes, in this order,', () => {
    it('from the setting, DOCKER_HOST, DOCKER_CONTEXT, the current context, the platform', async () => {
      for (const name of ['one', 'two']) context(name, { Host: `unix:///${name}.sock` });
      current('two');
      const env = { DOCKER_HOST: 'unix:///env.sock', DOCKER_CONTEXT: 'one' };
      const told = async (setting: string, from: World['env']): Promise<string> => {
        const { source, url, context: name = '' } = await findEndpoint(setting, world(from));
        return [source, name, url].join(' ');
      };
      assert.equal(await told(' unix:///mine.sock', env), 'setting   unix:///mine.sock');
      assert.equal(await told('', env), 'DOCKER_HOST  unix:///env.sock');
      assert.equal(
        await told('', { DOCKER_CONTEXT: 'one' }),
        'DOCKER_CONTEXT one unix:///one.sock',
      );
      assert.equal(await told('', {}), 'context two unix:///two.sock');
      const bare = `default  unix://${root}/var/run/docker.sock`;
      assert.equal(await told('', { DOCKER_CONTEXT: 'default' }), bare);
      current('default');
      assert.equal(await told('', {}), bare);
      assert.equal(await told('', { DOCKER_CONTEXT: '', DOCKER_HOST: '' }), bare);
    });

    it('with DOCKER_CONFIG for the folder', async () => {
      const DOCKER_CONFIG = path.join(root, 'elsewhere');
      put('elsewhere/config.json', '{"currentContext":"far"}');
      const hash = createHash('sha256').update('far').digest('hex');
      const meta = { Endpoints: { docker: { Host: 'tcp://far' } } };
      put(`elsewhere/contexts/meta/${hash}/meta.json`, JSON.stringify(meta));
      const { url, address } = await findEndpoint('', world({ DOCKER_CONFIG }));
      assert.equal(url, 'tcp://far');
      assert.deepEqual(address, { kind: 'tcp', host: 'far', port: 2375 });
    });
  });

  describe('without anything said', () => {
    const others = [
      'run/user/1000/docker.sock',
      'home/me/.docker/run/docker.sock',
      'home/me/.docker/desktop/docker.sock',
      'home/me/.colima/default/docker.sock',
      'home/me/.orbstack/run/docker.sock',
      'home/me/.rd/docker.sock',
      'run/user/1000/podman/podman.sock',
      'run/podman/podman.sock',
    ];
    const runtime = (): World['env'] => ({ XDG_RUNTIME_DIR: path.join(root, 'run/user/1000') });

    it('is the first socket that is there, the default before all', async () => {
      for (const name of [...others].reverse()) {
        const file = put(name);
        const { source, url, address } = await findEndpoint('', world(runtime()));
        assert.equal(source, 'found');
        assert.equal(url, `unix://${file}`);
        assert.deepEqual(address, { kind: 'socket', path: file });
      }
      const file = put('var/run/docker.sock');
      const { source, url } = await findEndpoint('', world(runtime()));
      assert.deepEqual([source, url], ['default', `unix://${file}`]);
    });

    it('is the default where none is, and tells all that was looked at', async () => {
      const { source, url, looked } = await findEndpoint('', world(runtime()));
      assert.deepEqual([source, url], ['default', `unix://${root}/var/run/docker.sock`]);
      assert.deepEqual(
        looked,
        ['var/run/docker.sock', ...others].map(name => `unix://${root}/${name}`),
      );
    });

    it('knows the runtime folder by the user where XDG_RUNTIME_DIR is not set', async () => {
      const file = put('run/user/1234/docker.sock');
      const { url } = await findEndpoint('', world({}, { uid: 1234 }));
      assert.equal(url, `unix://${file}`);
    });

    it('takes a link that leads nowhere for no socket', async () => {
      fs.mkdirSync(path.join(root, 'var/run'), { recursive: true });
      fs.symlinkSync(path.join(root, 'gone.sock'), path.join(root, 'var/run/docker.sock'));
      const file = put('home/me/.docker/run/docker.sock');
      assert.equal((await findEndpoint('', world())).url, `unix://${file}`);
    });

    it('is a pipe on Windows', async () => {
      const { address, looked } = await findEndpoint('', world({}, { platform: 'win32' }));
      assert.deepEqual(address, { kind: 'socket', path: '\\\\.\\pipe\\docker_engine' });
      assert.equal(looked?.[0], 'npipe:////./pipe/docker_engine');
    });

    it('goes on with a broken config.json, as Docker does, and says so', async () => {
      const file = put('home/me/.docker/config.json', '{ "currentContext": "x');
      const { source, brokenConfig } = await findEndpoint('', world());
      assert.equal(source, 'default');
      assert.equal(brokenConfig, `${file}: not JSON`); // and none of the file's text
    });
  });

  describe('as an address', () => {
    const tcp = (host: string, port: number): object => ({ kind: 'tcp', host, port });
    const good: readonly (readonly [string, object])[] = [
      ['unix:///a b/docker.sock', { kind: 'socket', path: '/a b/docker.sock' }],
      ['/var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }],
      ['tcp://box', tcp('box', 2375)],
      ['tcp://box:1234', tcp('box', 1234)],
      ['TCP://box:1234/', tcp('box', 1234)],
      ['box:1234', tcp('box', 1234)],
      ['10.0.0.1', tcp('10.0.0.1', 2375)],
      ['tcp://:2375', tcp('localhost', 2375)],
      ['tcp://[fe80::1]:2375', tcp('fe80::1', 2375)],
      ['[::1]:2375', tcp('::1', 2375)],
      ['http://box', tcp('box', 2375)],
    ];
    for (const [url, address] of good) {
      it(`${url} is read`, async () => {
        assert.deepEqual((await findEndpoint(url, world())).address, address);
      });
    }

    const faulty: readonly (readonly [string, string])[] = [
      ['ssh://me@box', 'sshNotYet'],
      ['fd://', 'badScheme'],
      ['ftp://box', 'badScheme'],
      ['unix://', 'badUrl'],
      ['unix://docker.sock', 'badUrl'],
      ['unix:///a\0b', 'badUrl'],
      [`unix:///${'a'.repeat(108)}`, 'badUrl'],
      ['tcp://', 'badUrl'],
      ['tcp://a b', 'badUrl'],
      ['tcp://me@box:1', 'badUrl'],
      ['tcp://[::1', 'badUrl'],
      ['tcp://::1:2375', 'badUrl'],
      ['tcp://box:', 'badPort'],
      ['tcp://box:0', 'badPort'],
      ['tcp://box:65536', 'badPort'],
      ['tcp://box:80a', 'badPort'],
      ['tcp://box:2375/engine', 'pathNotSupported'],
      ['npipe:////./pipe/docker_engine', 'wrongPlatform'],
    ];
    for (const [url, code] of faulty) {
      it(`${JSON.stringify(url)} is refused: ${code}`, async () => {
        const expected = { name: 'EngineError', kind: 'badEndpoint', code, message: url };
        await assert.rejects(findEndpoint(url, world()), expected);
        await assert.rejects(findEndpoint('', world({ DOCKER_HOST: url })), expected);
      });
    }

    it('has pipes on Windows only, and no unix sockets there', async () => {
      const windows = world({}, { platform: 'win32' });
      const pipe = { kind: 'socket', path: '\\\\.\\pipe\\mine' };
      for (const url of ['npipe:////./pipe/mine', '\\\\.\\pipe\\mine']) {
        assert.deepEqual((await findEndpoint(url, windows)).address, pipe);
      }
      const wrong = { kind: 'badEndpoint', code: 'wrongPlatform' };
      await assert.rejects(findEndpoint('unix:///docker.sock', windows), wrong);
    });
  });

  describe('over TLS', () => {
    it('takes its files as the docker CLI does', async () => {
      const tlsFor = async (env: World['env']): Promise<unknown> => {
        const { address } = await findEndpoint('tcp://box', world(env));
        return address.kind === 'tcp' ? [address.port, address.tls] : address;
      };
      const certs = path.join(root, 'certs');
      const files = ['ca', 'cert', 'key'].map(name => [name, put(`certs/${name}.pem`)]);
      assert.deepEqual(await tlsFor({ DOCKER_CERT_PATH: certs }), [2375, undefined]);
      assert.deepEqual(await tlsFor({ DOCKER_CERT_PATH: certs, DOCKER_TLS_VERIFY: '1' }), [
        2376,
        { ...Object.fromEntries(files), verify: true },
      ]);
      assert.deepEqual(await tlsFor({ DOCKER_TLS: '1' }), [2376, { verify: false }]);
      const ca = put('home/me/.docker/ca.pem');
      assert.deepEqual(await tlsFor({ DOCKER_TLS_VERIFY: '1' }), [2376, { ca, verify: true }]);
    });

    it('takes what a context has, and nothing of the environment', async () => {
      context('secure', { Host: 'tcp://box:2376' }, ['ca', 'cert', 'key']);
      context('blind', { Host: 'tcp://box:2376', SkipTLSVerify: true });
      context('plain', { Host: 'tcp://box:2375', SkipTLSVerify: false });
      const tlsFor = async (name: string): Promise<unknown> => {
        const env = { DOCKER_CONTEXT: name, DOCKER_TLS_VERIFY: '1' };
        const { address } = await findEndpoint('', world(env));
        return address.kind === 'tcp' ? address.tls : address;
      };
      const hash = createHash('sha256').update('secure').digest('hex');
      const folder = path.join(home, '.docker/contexts/tls', hash, 'docker');
      const file = (name: string): string => path.join(folder, `${name}.pem`);
      const files = { ca: file('ca'), cert: file('cert'), key: file('key') };
      assert.deepEqual(await tlsFor('secure'), { ...files, verify: true });
      assert.deepEqual(await tlsFor('blind'), { verify: false });
      assert.equal(await tlsFor('plain'), undefined);
    });
  });

  describe('of a context', () => {
    const fault = async (name: string): Promise<string> => {
      const env = { DOCKER_CONTEXT: name };
      const error = await findEndpoint('', world(env)).then(
        () => assert.fail('found'),
        (reason: { name: string; kind: string; code: string }) => reason,
      );
      return [error.name, error.kind, error.code].join(' ');
    };

    it('that is missing or broken is told as such, whatever is broken', async () => {
      const folder = (name: string): string => {
        const hash = createHash('sha256').update(name).digest('hex');
        return `home/me/.docker/contexts/meta/${hash}`;
      };
      put(`${folder('half')}/meta.json`, '{"Endpoints":');
      put(`${folder('list')}/meta.json`, '[]');
      put(`${folder('null')}/meta.json`, 'null');
      put(`${folder('folder')}/meta.json/x`);
      context('other', undefined);
      context('number', 7);
      const said = { missing: 'noContext' } as Record<string, string>;
      for (const name of ['half', 'list', 'null', 'folder', 'other', 'number']) {
        said[name] = 'brokenContext';
      }
      for (const [name, code] of Object.entries(said)) {
        assert.equal(await fault(name), `EngineError badEndpoint ${code}`, name);
      }
    });

    it('with a faulty host is told by what is wrong with the host', async () => {
      context('far', { Host: 'ssh://me@box' });
      assert.equal(await fault('far'), 'EngineError badEndpoint sshNotYet');
      context('odd', { Host: 'tcp://box:99999' });
      assert.equal(await fault('odd'), 'EngineError badEndpoint badPort');
    });

    it('without a host is the default', async () => {
      context('empty', { Host: '' });
      const {
        source,
        context: name,
        url,
      } = await findEndpoint('', world({ DOCKER_CONTEXT: 'empty' }));
      const bare = `unix://${root}/var/run/docker.sock`;
      assert.deepEqual([source, name, url], ['DOCKER_CONTEXT', 'empty', bare]);
    });
  });
});
