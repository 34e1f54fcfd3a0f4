import assert from 'node:assert/strict';
import { isInteractiveCommand } from '../../../src/docker/interactiveCommand';
import { freePorts } from '../../../src/docker/proposePort';
import { startFailure } from '../../../src/docker/startFailure';

/** As engines said them. */
const said: readonly (readonly [string, string, string])[] = [
  [
    'driver failed programming external connectivity on endpoint p2 (d8cf): Bind for 0.0.0.0:18080 failed: port is already allocated',
    'port',
    '18080',
  ],
  [
    'driver failed programming external connectivity on endpoint p11 (f88b): Error starting userland proxy: listen tcp4 0.0.0.0:18081: bind: address already in use',
    'port',
    '18081',
  ],
  [
    'failed to set up container networking: driver failed programming external connectivity on endpoint w (5a): failed to bind host port for 0.0.0.0:8080:172.17.0.3:80/tcp: address already in use',
    'port',
    '8080',
  ],
  [
    'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nonesuch": executable file not found in $PATH: unknown',
    'program',
    'nonesuch',
  ],
  [
    'OCI runtime create failed: unable to start container process: exec: "/a b": stat /a b: no such file or directory: unknown',
    'program',
    '/a b',
  ],
  [
    'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/etc": permission denied: unknown',
    'program',
    '/etc',
  ],
  [
    'invalid mount config for type "bind": bind source path does not exist: /none such',
    'mount',
    '/none such',
  ],
  [
    "error while creating mount source path '/proc/nonesuch': mkdir /proc/nonesuch: no such file or directory",
    'mount',
    '/proc/nonesuch',
  ],
  [
    'OCI runtime create failed: error during container init: error mounting "/etc/hostname" to rootfs at "/etc": mount /etc/hostname:/etc (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown',
    'mount',
    '/etc/hostname',
  ],
  ['cannot join network of a non running container: b862714a', 'network', 'b862714a'],
  ['No such container: none', 'network', 'none'],
  ['network nonesuch not found', 'networkGone', 'nonesuch'],
  ['unable to find user nobodyx: no matching entries in passwd file', 'user', 'nobodyx'],
  ['exec /bin/sh: exec format error', 'platform', ''],
  ['something new', 'other', ''],
];

describe('why a start failed', () => {
  for (const [message, kind, about] of said) {
    it(`${kind}: ${message.slice(-50)}`, () => {
      assert.deepEqual(startFailure(message), { kind, about });
    });
  }
});

describe('a host port for a container’s', () => {
  const taken = [8080, 8081].map(hostPort => ({
    port: { ip: '', hostPort, containerPort: 80, protocol: 'tcp' as const },
    owner: 'web',
  }));
  const first = (port: number, avoid?: ReadonlySet<number>) =>
    freePorts(port, taken, avoid).next().value;

  it('is the usual one, or the next that is free', () => {
    assert.equal(first(80), 8082);
    assert.equal(first(443), 8443);
    assert.equal(first(5432), 5432);
    assert.equal(first(5432, new Set([5432, 5433])), 5434);
    assert.equal(freePorts(65_535, [], new Set([65_535])).next().done, true);
  });
});

describe('a command that waits for someone to type', () => {
  it('is a shell or the like without a script', () => {
    for (const line of ['sh', '/bin/bash', 'bash -l', 'python3', 'node', 'zsh --login']) {
      assert.equal(isInteractiveCommand(line.split(' ')), true, line);
    }
    for (const line of ['', 'sh -c ls', 'bash -lc ls', 'python3 app.py', 'nginx -g x', 'bashful']) {
      assert.equal(isInteractiveCommand(line.split(' ')), false, line);
    }
  });
});
