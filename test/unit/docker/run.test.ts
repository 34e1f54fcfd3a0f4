import assert from 'node:assert/strict';
import { toCreateBody } from '../../../src/docker/createBody';
import { type QuickRun, runArgs } from '../../../src/docker/runArgs';
import { validateRun } from '../../../src/docker/validateRun';

const least: QuickRun = {
  image: 'nginx',
  ports: [],
  env: [],
  mounts: [],
  command: [],
  detach: true,
  interactive: false,
  tty: false,
  rm: false,
  publishAll: false,
};
const full: QuickRun = {
  image: 'alpine:3',
  name: 'web',
  ports: ['8080:80', '53/udp'],
  env: ['A=b c', 'HOME'],
  mounts: ['data:/data:ro', '/srv:/srv', '/cache'],
  network: 'front',
  aliases: ['w'],
  labels: ['k=v'],
  command: ['sh', '-c', 'echo hi'],
  detach: false,
  interactive: true,
  tty: true,
  rm: true,
  publishAll: true,
};

describe('a quick run', () => {
  it('as a line', () => {
    assert.deepEqual(runArgs(least), ['docker', 'run', '-d', 'nginx']);
    assert.equal(
      runArgs(full).join(' '),
      'docker run -it --rm --name web -P -p 8080:80 -p 53/udp -e A=b c -e HOME -v data:/data:ro ' +
        '-v /srv:/srv -v /cache --network front --network-alias w -l k=v alpine:3 sh -c echo hi',
    );
  });

  it('keeps a value with a hyphen from being an option', () => {
    const line = runArgs({ ...least, network: '-net' });
    assert.ok(line.includes('--network=-net'));
  });

  it('as a body: nothing that was not asked for', () => {
    assert.deepEqual(toCreateBody(least), {
      Image: 'nginx',
      Tty: false,
      OpenStdin: false,
      StdinOnce: false,
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
      HostConfig: { AutoRemove: false, PublishAllPorts: false, NetworkMode: 'default' },
    });
  });

  it('as a body: all of it', () => {
    assert.deepEqual(toCreateBody(full, { HOME: '/root' }), {
      Image: 'alpine:3',
      Cmd: ['sh', '-c', 'echo hi'],
      Env: ['A=b c', 'HOME=/root'],
      Labels: { k: 'v' },
      Tty: true,
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      ExposedPorts: { '80/tcp': {}, '53/udp': {} },
      Volumes: { '/cache': {} },
      HostConfig: {
        AutoRemove: true,
        PublishAllPorts: true,
        NetworkMode: 'front',
        PortBindings: {
          '80/tcp': [{ HostIp: '', HostPort: '8080' }],
          '53/udp': [{ HostIp: '', HostPort: '' }],
        },
        Binds: ['data:/data:ro', '/srv:/srv'],
      },
      NetworkingConfig: { EndpointsConfig: { front: { Aliases: ['w'] } } },
    });
  });

  it('leaves a bare name to the engine where nothing here has it', () => {
    assert.deepEqual(toCreateBody({ ...least, env: ['NONE'] }).Env, ['NONE']);
  });

  it('keeps standard input open, without a client, when detached', () => {
    const body = toCreateBody({ ...full, detach: true });
    const { OpenStdin, StdinOnce, AttachStdin, AttachStdout } = body;
    assert.deepEqual(
      [OpenStdin, StdinOnce, AttachStdin, AttachStdout],
      [true, false, false, false],
    );
  });

  it('is checked part by part, and as a whole', () => {
    const code = (change: Partial<QuickRun>) => {
      const found = validateRun({ ...full, ...change }, ['db']);
      return found && `${found.at} ${found.code}`;
    };
    assert.equal(code({}), undefined);
    assert.equal(code({ image: '' }), 'image reference.empty');
    assert.equal(code({ name: 'db' }), 'name name.taken');
    assert.equal(code({ name: '' }), undefined);
    assert.equal(code({ ports: ['80:80', '80:81'] }), 'ports port.twice');
    assert.equal(code({ ports: ['x'] }), 'ports port.number');
    assert.equal(code({ network: 'host' }), 'ports run.portsWithNetwork');
    assert.equal(code({ network: 'container:x' }), 'ports run.portsWithNetwork');
    assert.equal(code({ network: 'bridge' }), 'aliases run.aliasNeedsNetwork');
    assert.equal(code({ env: ['=x'] }), 'env env.name');
    assert.equal(code({ labels: ['a b=x'] }), 'labels label.space');
    assert.equal(code({ mounts: ['a1:/x', '/x/'] }), 'mounts mount.twice');
  });
});
