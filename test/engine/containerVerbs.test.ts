import assert from 'node:assert/strict';
import { toCreateRequest } from '../../src/docker/run/create';
import type { RunOptions, RunSpec } from '../../src/docker/run/spec';
import { startFailure } from '../../src/docker/startFailure';
import { connect, type Engine } from '../../src/engine/connection';
import { createContainer } from '../../src/engine/containerRun';
import { readLayerSizes } from '../../src/engine/containerSize';
import {
  killContainer,
  pauseContainer,
  removeContainer,
  renameContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../../src/engine/containerVerbs';
import { EngineError } from '../../src/engine/errors';
import { endpointAt } from '../lib/endpointAt';
import { faultProxy } from '../lib/faultProxy';
import { eventually } from '../lib/processes';
import { testEngine, testLabel, withContainer, withVolume } from '../lib/testEngine';
import { testImages } from '../lib/testImages';

const unique = (): string => `cv-${Math.random().toString(36).slice(2, 10)}`;

const label = Object.entries(testLabel).map(([key, value]) => `${key}=${value}`);

/** What is sent for a container that stays. */
function wish(options: RunOptions = {}, change: Partial<RunSpec> = {}) {
  const image = testImages.busybox;
  const own = { detach: true, label, ...options };
  const command = ['sleep', '3600'];
  return toCreateRequest({ action: 'run', options: own, image, command, ...change }, '1.41');
}

describe('the verbs of a container, on a real engine', () => {
  const { docker, socket } = testEngine();
  let engine: Engine;
  const state = async (id: string) => (await docker.getContainer(id).inspect()).State;

  before(async () => {
    engine = await connect(endpointAt(socket));
  });
  after(() => engine.close());

  it('start and stop, also what is so already', async () => {
    await withContainer(docker, { start: false }, async id => {
      await startContainer(engine, id);
      await startContainer(engine, id);
      assert.equal((await state(id)).Running, true);
      await stopContainer(engine, id);
      await stopContainer(engine, id);
      assert.equal((await state(id)).Running, false);
    });
  });

  it('stop waits for the container’s own grace, longer than other calls may take', async () => {
    const trap = ['sh', '-c', 'trap "sleep 2; exit 7" USR1; while true; do sleep 0.1; done'];
    const more = { StopSignal: 'SIGUSR1', StopTimeout: 20 };
    await withContainer(docker, { cmd: trap, more }, async id => {
      await new Promise(resolve => setTimeout(resolve, 300)); // the trap is set by then
      await stopContainer(engine, id);
      assert.equal((await state(id)).ExitCode, 7);
    });
  });

  it('stop with a grace of its own, and can be cancelled', async () => {
    const more = { StopSignal: 'SIGUSR2', StopTimeout: 60 };
    await withContainer(docker, { more }, async id => {
      const began = Date.now();
      const cancel = AbortSignal.timeout(200);
      await assert.rejects(stopContainer(engine, id, { signal: cancel }), { kind: 'cancelled' });
      assert.ok(Date.now() - began < 2000);
      await stopContainer(engine, id, { graceSeconds: 0 });
      assert.equal((await state(id)).ExitCode, 137);
    });
  });

  it('restart, pause and unpause', async () => {
    await withContainer(docker, {}, async id => {
      const first = (await state(id)).StartedAt;
      await restartContainer(engine, id);
      assert.notEqual((await state(id)).StartedAt, first);
      await pauseContainer(engine, id);
      assert.equal((await state(id)).Paused, true);
      await assert.rejects(pauseContainer(engine, id), EngineError);
      await unpauseContainer(engine, id);
      assert.equal((await state(id)).Paused, false);
    });
  });

  it('kill with a signal', async () => {
    const trap = ['sh', '-c', 'trap "exit 9" HUP; while true; do sleep 0.1; done'];
    await withContainer(docker, { cmd: trap }, async id => {
      await new Promise(resolve => setTimeout(resolve, 300)); // the trap is set by then
      await killContainer(engine, id, 'SIGHUP');
      assert.ok(await eventually(async () => !(await state(id)).Running, 5000));
      assert.equal((await state(id)).ExitCode, 9);
      await assert.rejects(killContainer(engine, id, 'SIGHUP'), { kind: 'conflict' });
    });
  });

  it('rename, and say conflict for a name that is taken', async () => {
    const [one, other] = [unique(), unique()];
    await withContainer(docker, { name: one, start: false }, async () => {
      await withContainer(docker, { start: false }, async id => {
        await assert.rejects(renameContainer(engine, id, one), { kind: 'conflict' });
        await renameContainer(engine, id, other);
        assert.equal((await docker.getContainer(id).inspect()).Name, `/${other}`);
      });
    });
  });

  it('remove: refused while running, forced when asked to, done when gone', async () => {
    await withContainer(docker, {}, async id => {
      await assert.rejects(removeContainer(engine, id), { kind: 'conflict' });
      await Promise.all([
        removeContainer(engine, id, { force: true }),
        removeContainer(engine, id, { force: true }),
      ]);
      await removeContainer(engine, id);
      await assert.rejects(state(id), { statusCode: 404 });
    });
  });

  it('remove: the anonymous volumes only where that was asked for, never a named one', async () => {
    const volumes = async (id: string) =>
      (await docker.getContainer(id).inspect()).Mounts.map(mount => mount.Name ?? '');
    const there = async (name: string) =>
      docker
        .getVolume(name)
        .inspect()
        .then(
          () => true,
          () => false,
        );
    await withVolume(docker, { Name: unique() }, async named => {
      const wish = {
        start: false,
        more: { Volumes: { '/a': {} }, HostConfig: { Binds: [`${named}:/n`] } },
      };
      await withContainer(docker, wish, async id => {
        const names = await volumes(id);
        await removeContainer(engine, id, { volumes: true });
        assert.deepEqual(
          await Promise.all(names.map(there)),
          names.map(n => n === named),
        );
      });
      await withContainer(docker, wish, async id => {
        const names = await volumes(id);
        await removeContainer(engine, id);
        assert.deepEqual(await Promise.all(names.map(there)), [true, true]);
        for (const name of names.filter(n => n !== named)) await docker.getVolume(name).remove();
      });
    });
  });

  it('say notFound for one that is gone', async () => {
    const gone = { name: 'EngineError', kind: 'notFound' };
    await assert.rejects(startContainer(engine, 'no-such'), gone);
    await assert.rejects(stopContainer(engine, 'no-such'), gone);
    await assert.rejects(restartContainer(engine, 'no-such'), gone);
    await assert.rejects(pauseContainer(engine, 'no-such'), gone);
    await assert.rejects(unpauseContainer(engine, 'no-such'), gone);
    await assert.rejects(killContainer(engine, 'no-such', 'KILL'), gone);
    await assert.rejects(renameContainer(engine, 'no-such', 'x1'), gone);
  });

  it('tell what was written into each layer', async () => {
    const write = ['sh', '-c', 'dd if=/dev/zero of=/large bs=1024 count=700'];
    await withContainer(docker, { cmd: write }, async wrote => {
      await docker.getContainer(wrote).wait();
      await withContainer(docker, { start: false }, async empty => {
        const sizes = await readLayerSizes(engine, [wrote, empty]);
        // containerd's image store counts folders and whole blocks too
        const near = (id: string, bytes: number): boolean =>
          Math.abs((sizes.get(id) ?? -1e6) - bytes) < 65_536;
        assert.ok(near(wrote, 700 * 1024), `${sizes.get(wrote)}`);
        assert.ok(near(empty, 0), `${sizes.get(empty)}`);
        assert.equal(sizes.size, 2);
      });
    });
  });

  it('settle when the engine is silent or breaks off', async () => {
    const proxy = await faultProxy(socket);
    const spoilt = await connect(endpointAt(proxy.socket));
    try {
      await withContainer(docker, { start: false }, async id => {
        proxy.hang(/POST .*\/start/, { times: 1 });
        const late = { kind: 'timeout' };
        await assert.rejects(startContainer(spoilt, id, { timeoutMs: 200 }), late);
        proxy.reset(/POST .*\/start/, { times: 1 });
        await assert.rejects(startContainer(spoilt, id), { kind: 'unreachable' });
        proxy.answer(
          /DELETE /,
          409,
          '{"message":"removal of container x is already in progress"}',
          {
            times: 1,
          },
        );
        await removeContainer(spoilt, id);
        assert.equal((await state(id)).Status, 'created');
      });
    } finally {
      spoilt.close();
      await proxy.close();
    }
  });
});

describe('a quick run, on a real engine', () => {
  const { docker, socket } = testEngine();
  let engine: Engine;
  const removed = (id: string) => docker.getContainer(id).remove({ force: true, v: true });

  before(async () => {
    engine = await connect(endpointAt(socket));
  });
  after(() => engine.close());

  it('makes what was asked for, with no secret in the address', async () => {
    const proxy = await faultProxy(socket);
    const watched = await connect(endpointAt(proxy.socket));
    const name = unique();
    const env = ['PASSWORD=geheim'];
    const id = await createContainer(watched, wish({ name, env, publish: ['0:80'] }));
    try {
      await startContainer(watched, id);
      const found = await docker.getContainer(id).inspect();
      assert.equal(found.Name, `/${name}`);
      assert.ok(found.Config.Env.includes('PASSWORD=geheim'));
      assert.equal(found.State.Running, true);
      assert.ok(Number(found.NetworkSettings.Ports['80/tcp']?.[0]?.HostPort) > 0);
      assert.ok(!JSON.stringify(proxy.requests).includes('geheim'));
    } finally {
      await removed(id);
      watched.close();
      await proxy.close();
    }
  });

  it('says notFound without the image, conflict for a taken name', async () => {
    const absent = wish({}, { image: 'slipway-test/absent:1' });
    await assert.rejects(createContainer(engine, absent), { kind: 'notFound' });
    const name = unique();
    await withContainer(docker, { name, start: false }, async () => {
      const again = createContainer(engine, wish({ name }));
      await assert.rejects(again, { kind: 'conflict' });
    });
  });

  it('says what stood in the way of starting', async () => {
    const more = {
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '' }] } },
    };
    await withContainer(docker, { more }, async holder => {
      const { Ports } = (await docker.getContainer(holder).inspect()).NetworkSettings;
      const taken = Ports['80/tcp']?.[0]?.HostPort;
      assert.ok(taken);
      await failsToStart(wish({ publish: [`${taken}:80`] }), { kind: 'port', about: taken });
      const program = { kind: 'program', about: 'no-such-program' };
      await failsToStart(wish({}, { command: ['no-such-program'] }), program);
    });
  });

  async function failsToStart(run: ReturnType<typeof wish>, expected: object): Promise<void> {
    const id = await createContainer(engine, run);
    try {
      await assert.rejects(startContainer(engine, id), (error: EngineError) => {
        assert.deepEqual(startFailure(error.message), expected, error.message);
        return true;
      });
    } finally {
      await removed(id);
    }
  }
});
