import assert from 'node:assert/strict';
import type { ChangePlan, SwapPlan } from '../../src/docker/run/changePlan';
import type { RunOptions } from '../../src/docker/run/spec';
import type { Engine } from '../../src/engine/connection';
import { planFor, readChangeable } from '../../src/engine/recreate/read';
import { recreate } from '../../src/engine/recreate/recreate';
import type { SwapOptions, SwapOutcome } from '../../src/engine/recreate/swap';
import { type FaultProxy, faultProxy } from '../lib/faultProxy';
import { memoryJournal } from '../lib/memoryJournal';
import { testEngine, testLabel } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { engineAt } from './following';

const { docker, host, socket } = testEngine();
const unique = (): string => `swap-${Math.random().toString(36).slice(2, 10)}`;

/** A container with all that a careless swap loses, lent with its names. */
interface Original {
  readonly id: string;
  readonly name: string;
  readonly network: string;
  readonly second: string;
  readonly volume: string;
}

async function exec(name: string, ...Cmd: string[]): Promise<string> {
  const made = await docker.getContainer(name).exec({ Cmd, AttachStdout: true, AttachStderr: true });
  const stream = await made.start({ Tty: true });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim();
}

let subnet = 0;

async function withOriginal(use: (original: Original) => Promise<void>): Promise<void> {
  const name = unique();
  const [network, second, volume] = [`${name}-net`, `${name}-more`, `${name}-vol`];
  const base = `10.77.${subnet++}`;
  await docker.createNetwork({
    Name: network,
    Labels: { ...testLabel },
    IPAM: { Driver: 'default', Config: [{ Subnet: `${base}.0/24` }] },
  });
  await docker.createNetwork({ Name: second, Labels: { ...testLabel } });
  try {
    const made = await docker.createContainer({
      name,
      Image: testImages.web,
      Env: ['MINE=1'],
      Labels: { ...testLabel, mine: 'yes' },
      MacAddress: '02:42:00:00:77:01',
      Volumes: { '/anonymous': {} },
      HostConfig: {
        NetworkMode: network,
        Binds: [`${volume}:/named`],
        Mounts: [{ Type: 'volume', Target: '/nameless' } as never],
        RestartPolicy: { Name: 'always' },
        Tmpfs: { '/scratch': '' },
      },
      NetworkingConfig: {
        EndpointsConfig: {
          [network]: { IPAMConfig: { IPv4Address: `${base}.77` }, Aliases: ['Web', 'www'] },
        },
      },
    } as never);
    await docker
      .getNetwork(second)
      .connect({ Container: made.id, EndpointConfig: { Aliases: ['other'] } as never });
    await made.start();
    for (const place of ['named', 'anonymous', 'nameless', 'data']) {
      await exec(name, 'sh', '-c', `echo ${place} > /${place}/kept`);
    }
    await use({ id: made.id, name, network, second, volume });
  } finally {
    const all = await docker.listContainers({ all: true });
    for (const { Id, Names } of all) {
      if (Names.some(one => one.startsWith(`/${name}`))) {
        await docker.getContainer(Id).remove({ force: true, v: true });
      }
    }
    await docker.getNetwork(network).remove();
    await docker.getNetwork(second).remove();
    await docker.getVolume(volume).remove();
  }
}

/** What must be as it was: all that is asked for, not what the engine makes up at each start. */
async function told(name: string): Promise<unknown> {
  const all = await docker.getContainer(name).inspect();
  const { Name, Config, HostConfig, NetworkSettings, Mounts, State } = all;
  const networks = Object.entries(NetworkSettings.Networks).map(([network, endpoint]) => {
    const { IPAMConfig, Aliases, Links } = endpoint as unknown as Record<string, string[]>;
    const aliases = (Aliases ?? []).filter(alias => !all.Id.startsWith(alias));
    return { network, IPAMConfig, aliases, Links };
  });
  const { Hostname, ...config } = Config;
  return {
    Name,
    config: { ...config, Hostname: all.Id.startsWith(Hostname) ? '' : Hostname },
    HostConfig,
    networks: networks.sort((a, b) => (a.network < b.network ? -1 : 1)),
    mounts: Mounts.map(mount => [mount.Destination, mount.Name]).sort(),
    state: State.Status,
  };
}

async function others(name: string): Promise<string[]> {
  const all = await docker.listContainers({ all: true });
  return all.flatMap(({ Names }) => Names).filter(one => one.startsWith(`/${name}-slipway`));
}

const quick = { healthyMs: 15_000, settleMs: 500, restoreMs: 20_000 };

async function change(
  engine: Engine,
  name: string,
  options: Partial<RunOptions>,
  more: Partial<SwapOptions> = {},
): Promise<SwapOutcome> {
  const changeable = await readChangeable(engine, name);
  const wanted = { ...changeable.spec, options: { ...changeable.spec.options, ...options } };
  const plan: ChangePlan = planFor(changeable, { spec: wanted });
  assert.equal(plan.kind, 'swap');
  const journal = memoryJournal();
  return recreate(engine, changeable, plan as SwapPlan, { journal, host, ...quick, ...more });
}

describe('a swap of a container, on a real engine', () => {
  let engine: Engine;
  before(async () => {
    engine = await engineAt(host);
  });
  after(() => engine.close());

  it('publishes a port, and keeps all the rest', () =>
    withOriginal(async ({ id, name, volume }) => {
      const before = (await told(name)) as { HostConfig: object; config: object };
      const outcome = await change(engine, name, { publish: ['18077:80'] });
      assert.equal(outcome.kind, 'swapped', JSON.stringify(outcome));
      const after = (await told(name)) as { HostConfig: object; config: object };
      const published = { '80/tcp': [{ HostIp: '', HostPort: '18077' }] };
      const volumes = (await docker.getContainer(id).inspect()).Mounts;
      assert.notEqual((await docker.getContainer(name).inspect()).Id, id);
      const bound = after.HostConfig as { Binds: string[]; Mounts: { Source: string }[] };
      assert.ok(bound.Binds.includes(`${volume}:/named`));
      assert.equal(volumes.length, 4);
      assert.deepEqual(
        { ...after, HostConfig: { ...after.HostConfig, Binds: 0, Mounts: 0 }, config: 0 },
        {
          ...before,
          HostConfig: { ...before.HostConfig, PortBindings: published, Binds: 0, Mounts: 0 },
          config: 0,
        },
      );
      const { Volumes: _, ...config } = before.config as { Volumes: object };
      const { Volumes: __, ...configAfter } = after.config as { Volumes: object };
      assert.deepEqual(configAfter, config);
      for (const place of ['named', 'anonymous', 'nameless', 'data']) {
        assert.equal(await exec(name, 'cat', `/${place}/kept`), place);
      }
      assert.ok(outcome.kind === 'swapped');
      await outcome.swapped.confirm();
      assert.deepEqual(await others(name), []);
      assert.equal(await exec(name, 'cat', '/anonymous/kept'), 'anonymous');
    })).timeout(60_000);

  it('goes back when it is undone', () =>
    withOriginal(async ({ id, name }) => {
      const before = await told(name);
      const outcome = await change(engine, name, { env: ['MINE=2'] });
      assert.ok(outcome.kind === 'swapped', JSON.stringify(outcome));
      assert.deepEqual((await others(name)).length, 1);
      await outcome.swapped.undo();
      assert.deepEqual(await told(name), before);
      assert.equal((await docker.getContainer(name).inspect()).Id, id);
      assert.deepEqual(await others(name), []);
    })).timeout(60_000);
});

describe('a swap that fails, on a real engine', () => {
  let proxy: FaultProxy;
  let engine: Engine;
  before(async () => {
    proxy = await faultProxy(socket);
    engine = await engineAt(proxy.host);
  });
  after(async () => {
    engine.close();
    await proxy.close();
  });

  const faults = {
    'is reset': (match: RegExp) => proxy.reset(match, { times: 1 }),
    'is refused': (match: RegExp) =>
      proxy.answer(match, 500, '{"message":"spoilt"}', { times: 1 }),
    'is cut off once it is done': (match: RegExp) => proxy.lose(match, { times: 1 }),
  };
  for (const [what, spoil] of Object.entries(faults)) {
    it(`goes back whichever request ${what}`, () =>
      withOriginal(async ({ id, name }) => {
        const before = await told(name);
        proxy.requests.splice(0);
        const first = await change(engine, name, { env: ['MINE=2'] });
        assert.ok(first.kind === 'swapped', JSON.stringify(first));
        const asked = changing(proxy.requests);
        await first.swapped.undo();
        assert.ok(asked.length >= 7, asked.join('\n'));
        for (const [at, request] of asked.entries()) {
          const earlier = asked.slice(0, at).filter(one => one === request).length;
          let left = earlier;
          const match = new RegExp(request);
          const exec = match.exec.bind(match);
          match.test = line => exec(line) !== null && left-- === 0;
          spoil(match);
          const outcome = await change(engine, name, { env: ['MINE=2'] });
          proxy.clear();
          const where = `${at}: ${request} ${JSON.stringify(outcome)}`;
          assert.equal(outcome.kind, 'restored', where);
          assert.deepEqual(await told(name), before, where);
          assert.equal((await docker.getContainer(name).inspect()).Id, id, where);
          assert.deepEqual(await others(name), [], where);
          assert.equal(await exec2(name), 'anonymous', where);
        }
      })).timeout(300_000);
  }
  const exec2 = (name: string): Promise<string> => exec(name, 'cat', '/anonymous/kept');
});

/** What changed something, as patterns without ids. */
function changing(requests: readonly string[]): readonly string[] {
  return requests
    .filter(line => !line.startsWith('GET'))
    .map(line =>
      line
        .replace(/\?.*$/, '')
        .replace(/\/v1\.\d+/, '.*')
        .replace(/[0-9a-f]{64}/, '[0-9a-f]{64}')
        .replace(/networks\/[^/]+/, 'networks/[^/]+'),
    );
}
