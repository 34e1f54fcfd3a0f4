import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Engine } from '../../src/engine/connection';
import { connect } from '../../src/engine/connection';
import { listContainers } from '../../src/engine/containers';
import { findEndpoint } from '../../src/engine/endpoints';
import type { EngineError } from '../../src/engine/errors';
import { listImages } from '../../src/engine/images';
import { listNetworks } from '../../src/engine/networks';
import { type Kind, kinds, type Records } from '../../src/engine/records';
import { listVolumes } from '../../src/engine/volumes';
import { Host, type HostState, type Timing } from '../../src/model/host';
import { idOf } from '../../src/model/store';
import { type FaultProxy, faultProxy } from '../lib/faultProxy';
import { createEngine } from '../lib/privateEngine';
import { eventually } from '../lib/processes';
import { engineOf, type TestEngine, testLabel } from '../lib/testEngine';
import { makeTestImages, testImages } from '../lib/testImages';

const world = { env: {}, home: '/nonexistent', platform: process.platform };

/** A host that follows the engine at this address, not started yet. */
export function hostAt(url: string, timing?: Partial<Timing>): Host {
  return new Host('test', () => findEndpoint(url, world), timing);
}

export async function engineAt(url: string): Promise<Engine> {
  return connect(await findEndpoint(url, world));
}

/** Connects, and waits for the images too. */
export async function connected(host: Host): Promise<void> {
  await host.connected();
  assert.ok(await eventually(() => kinds.every(kind => host.store.loaded(kind) === 'yes'), 10_000));
}

type Everything = { readonly [K in Kind]: readonly Records[K][] };

/** What the engine's own lists say now. */
async function truth(engine: Engine): Promise<Everything> {
  const [container, image, volume, network] = await Promise.all([
    listContainers(engine),
    listImages(engine),
    listVolumes(engine),
    listNetworks(engine),
  ]);
  return { container, image, volume, network };
}

function byId<K extends Kind>(kind: K, records: readonly Records[K][]): Record<string, unknown> {
  const pairs = records.map(record => [idOf[kind](record), record] as const);
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Waits until the store says in every field what the engine's lists say; fails with the difference. */
export async function converges(host: Host, engine: Engine, withinMs = 10_000): Promise<void> {
  let told: Everything | undefined;
  const all = (everything: Everything): unknown => kinds.map(k => byId(k, everything[k]));
  const known = (): Everything => {
    const { store } = host;
    return {
      container: store.all('container'),
      image: store.all('image'),
      volume: store.all('volume'),
      network: store.all('network'),
    };
  };
  const equal = async (): Promise<boolean> => {
    told = await truth(engine);
    try {
      assert.deepEqual(all(known()), all(told));
      return true;
    } catch {
      return false;
    }
  };
  if (await eventually(equal, withinMs, 50)) return;
  assert.deepEqual(all(known()), told && all(told));
}

/** How long an event may take to be seen, on a slow machine. */
export const soon = 5_000;

/** An engine, a host that follows it, and a proxy between them that counts what is asked. */
export interface Followed {
  readonly test: TestEngine;
  readonly docker: Docker;
  readonly proxy: FaultProxy;
  readonly host: Host;
  /** Past the proxy: asked for the truth. */
  readonly direct: Engine;
}

/** For a whole `describe`: an engine of its own, for nobody else's events may be counted. */
export function followedEngine(timing?: Partial<Timing>): () => Followed {
  let followed: Followed | undefined;
  before(async function () {
    this.timeout(120_000);
    const test = engineOf(await createEngine());
    await makeTestImages(test.docker);
    const proxy = await faultProxy(test.socket);
    const host = hostAt(proxy.host, timing);
    const direct = await engineAt(test.host);
    followed = { test, docker: test.docker, proxy, host, direct };
    await connected(host);
    await quiet(followed);
  });
  after(async function () {
    this.timeout(60_000);
    if (!followed) return;
    followed.host.dispose();
    followed.direct.close();
    await followed.proxy.close();
    await followed.test.control.purge();
  });
  return () => {
    assert.ok(followed, 'the engine did not come up');
    return followed;
  };
}

/** What was asked since, once nothing more is asked; decoded, without the version. */
export async function quiet({ proxy }: Followed): Promise<string[]> {
  let count = -1;
  while (count !== proxy.requests.length) {
    count = proxy.requests.length;
    await sleep(300);
  }
  return proxy.requests.splice(0).map(line => decodeURIComponent(line).replace(/\/v1\.\d+/, ''));
}

/** Does it, waits until it is seen, and gives what was asked for it. */
export async function seen(
  followed: Followed,
  act: () => Promise<unknown>,
  is: () => boolean,
): Promise<string[]> {
  const { proxy, host, direct } = followed;
  await quiet(followed);
  await act();
  assert.ok(await eventually(is, soon, 10), `not seen; asked: ${proxy.requests.join('\n')}`);
  const asked = await quiet(followed);
  await converges(host, direct);
  assert.ok(is(), 'seen, and lost again');
  return asked;
}

/** Nothing but what these take was asked, and something was. */
export function only(asked: readonly string[], ...allowed: readonly RegExp[]): void {
  assert.notEqual(asked.length, 0);
  for (const line of asked) {
    assert.ok(
      allowed.some(pattern => pattern.test(line)),
      line,
    );
  }
}

/** This container read alone: from the list, or asked whether its lock is free. */
export function reading(id: string): RegExp {
  return new RegExp(
    `^GET /containers/(json\\?all=true&filters=\\{"id":\\["${id}"\\]\\}|${id}/json.*)$`,
  );
}

/** Created only; sleeps for an hour once it is started. */
export async function create(
  docker: Docker,
  name: string,
  more: Docker.ContainerCreateOptions = {},
): Promise<string> {
  const made = await docker.createContainer({
    Image: testImages.busybox,
    ...('Image' in more ? {} : { Cmd: ['sleep', '3600'] }),
    name,
    StopSignal: 'SIGKILL',
    Labels: { ...testLabel },
    ...more,
  });
  return made.id;
}

export async function remove(docker: Docker, id: string): Promise<void> {
  await docker.getContainer(id).remove({ force: true, v: true });
}

/** The same as for users, faster. */
export const fast: Timing = { firstWaitMs: 50, longestWaitMs: 400, pingMs: 700 };

/** Waits until the host has lost its engine, if only for a moment, and gives why. */
export async function lost(host: Host, within = 5_000): Promise<EngineError> {
  let error: EngineError | undefined;
  const is = (state: HostState): boolean => {
    if (state.phase === 'lost') error = state.error;
    return error !== undefined;
  };
  const watch = host.onDidChangeState(is);
  await eventually(() => is(host.state), within, 2);
  watch.dispose();
  assert.ok(error, `still ${host.state.phase}`);
  return error;
}

/** Rows of each kind, so that one that vanishes is noticed. */
export function counts(host: Host): readonly number[] {
  return kinds.map(kind => host.store.count(kind));
}
