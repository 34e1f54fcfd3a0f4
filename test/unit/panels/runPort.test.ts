import '../../lib/vscodeWords';
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import type { Address } from '../../../src/engine/endpoint';
import { EngineError } from '../../../src/engine/errors';
import type { Host } from '../../../src/model/host';
import { Store } from '../../../src/model/store';
import { startError } from '../../../src/panels/runFailure';
import { portAnswer } from '../../../src/panels/runPort';
import { container } from '../trees/records';

const remote: Address = { kind: 'tcp', host: 'far.example', port: 2376 };
const local: Address = { kind: 'socket', path: '/var/run/docker.sock' };

/** As much of a host as a port is asked of. */
function hostAt(address: Address, store = new Store()): Host {
  return { store, endpoint: { source: 'setting', url: '', address } } as unknown as Host;
}

describe('a host port of an engine on another machine', () => {
  let server: Server;
  let asked = { port: 0, protocol: 'tcp', ip: '' };

  before(async () => {
    server = createServer().listen(0);
    await new Promise(resolve => server.once('listening', resolve));
    asked = { ...asked, port: (server.address() as { port: number }).port };
  });
  after(() => void server.close());

  it('is free whatever the programs of this machine have', async () => {
    assert.deepEqual(await portAnswer(hostAt(remote), asked), { kind: 'free' });
    const here = await portAnswer(hostAt(local), asked);
    assert.ok(here.kind === 'taken' && here.by === undefined, 'here it is taken');
  });

  it('is taken where a container there has it, and the next one is by containers alone', async () => {
    const ports = [80, 81].map(containerPort => ({
      ...{ ip: '0.0.0.0', containerPort, protocol: 'tcp' as const },
      hostPort: asked.port - 82 + containerPort,
    }));
    const store = new Store();
    store.take('container', [container('shop', { ports })]);
    const before = { ...asked, port: asked.port - 2 };
    const answer = { kind: 'taken', by: 'shop', next: asked.port };
    assert.deepEqual(await portAnswer(hostAt(remote, store), before), answer);
  });

  it('is told with its cure where only the start shows that a program there has it', () => {
    const message =
      'driver failed programming external connectivity on endpoint web (5a): failed to bind host port for 0.0.0.0:8080:172.17.0.3:80/tcp: address already in use';
    const failure = startError(new EngineError('server', message, 500), 'web', 'removed', '');
    assert.equal(
      failure.message,
      `Port 8080 is taken already: free it, or publish another. ${message} The container "web" was removed again.`,
    );
    assert.doesNotMatch(failure.message, /this machine/);
  });
});
