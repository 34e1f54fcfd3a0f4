import assert from 'node:assert/strict';
import type Docker from 'dockerode';
import type { ChangePlan, SwapPlan } from '../../src/docker/run/changePlan';
import type { RunOptions } from '../../src/docker/run/spec';
import type { Engine } from '../../src/engine/connection';
import { planFor, readChangeable } from '../../src/engine/recreate/read';
import { recreate } from '../../src/engine/recreate/recreate';
import type { SwapOutcome } from '../../src/engine/recreate/swap';
import type { SwapOptions } from '../../src/engine/recreate/swapping';
import { execIn } from '../lib/execIn';
import { type FaultProxy, faultProxy } from '../lib/faultProxy';
import { memoryJournal } from '../lib/memoryJournal';
import { testEngine, testLabel } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { engineAt } from './following';

/** An engine behind a proxy that spoils what is asked of it, and the same one past the proxy. */
export interface Spoilt {
  readonly proxy: FaultProxy;
  readonly engine: Engine;
  readonly reader: Engine;
}

/** For a whole `describe`. */
export function spoiltEngine(): () => Spoilt {
  let spoilt: Spoilt | undefined;
  before(async () => {
    const { host, socket } = testEngine();
    const reader = await engineAt(host);
    const proxy = await faultProxy(socket);
    spoilt = { reader, proxy, engine: await engineAt(proxy.host) };
  });
  after(async () => {
    spoilt?.engine.close();
    spoilt?.reader.close();
    await spoilt?.proxy.close();
  });
  return () => {
    assert.ok(spoilt, 'the engine did not come up');
    return spoilt;
  };
}

export const unique = (): string => `swap-${Math.random().toString(36).slice(2, 10)}`;

/** A container with all that a careless swap loses, lent with its names. */
export interface Original {
  readonly id: string;
  readonly name: string;
  readonly network: string;
  readonly second: string;
  readonly volume: string;
}

let subnet = 0;

export async function withOriginal(
  docker: Docker,
  use: (original: Original) => Promise<void>,
): Promise<void> {
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
      await execIn(docker, name, 'sh', '-c', `echo ${place} > /${place}/kept`);
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
export async function told(docker: Docker, name: string): Promise<unknown> {
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
    // An engine that has started anew says none where it said nothing.
    HostConfig: JSON.parse(
      JSON.stringify(HostConfig, (_, value) => (isNothing(value) ? 0 : value)),
    ),
    networks: networks.sort((a, b) => (a.network < b.network ? -1 : 1)),
    mounts: Mounts.map(mount => [mount.Destination, mount.Name]).sort(),
    state: State.Status,
  };
}

function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

export async function others(docker: Docker, name: string): Promise<string[]> {
  const all = await docker.listContainers({ all: true });
  return all.flatMap(({ Names }) => Names).filter(one => one.startsWith(`/${name}-slipway`));
}

export const quick = { healthyMs: 15_000, settleMs: 500, restoreMs: 20_000, lateMs: 500 };

export async function change(
  engine: Engine,
  name: string,
  options: Partial<RunOptions>,
  more: Partial<SwapOptions> & {
    readonly command?: readonly string[];
    /** Asked for what there is, in the engine's place. */
    readonly reader?: Engine;
  } = {},
): Promise<SwapOutcome> {
  const { command, reader = engine, ...rest } = more;
  const changeable = await readChangeable(reader, name);
  const { spec } = changeable;
  const wanted = { ...spec, ...(command && { command }), options: { ...spec.options, ...options } };
  const plan: ChangePlan = planFor(changeable, { spec: wanted });
  assert.equal(plan.kind, 'swap');
  const journal = memoryJournal();
  return recreate(engine, changeable, plan as SwapPlan, {
    journal,
    host: 'test',
    ...quick,
    ...rest,
  });
}
