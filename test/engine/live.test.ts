import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '../../src/engine/records';
import { DetailsCache } from '../../src/model/details';
import { Hosts } from '../../src/model/hosts';
import { formatKey } from '../../src/model/key';
import { eventually } from '../lib/processes';
import { testImages } from '../lib/testImages';
import {
  converges,
  create,
  followedEngine,
  only,
  quiet,
  reading,
  remove,
  seen,
  soon,
} from './following';

describe('a host that follows an engine', () => {
  const followed = followedEngine();
  const container = (id: string): Container | undefined =>
    followed().host.store.get('container', id);
  const state = (id: string, expected: string) => (): boolean => container(id)?.state === expected;

  it('asks for nothing but the event stream while nothing happens', async () => {
    const { proxy } = followed();
    await quiet(followed());
    await sleep(5_000);
    assert.deepEqual(await quiet(followed()), []);
    assert.ok(proxy.connections() <= 4, `${proxy.connections()} connections`);
  });

  it('sees a container come, live, change and go, and reads that one alone', async () => {
    const { docker } = followed();
    let id = '';
    const make = async (): Promise<void> => {
      id = await create(docker, 'live-one');
    };
    const made = await seen(followed(), make, () => container(id)?.name === 'live-one');
    assert.equal(made.length, 1, made.join('\n'));
    only(made, reading(id));
    const at = docker.getContainer(id);
    const change = async (act: () => Promise<unknown>, is: () => boolean): Promise<void> =>
      only(await seen(followed(), act, is), reading(id));
    await change(() => at.start(), state(id, 'running'));
    assert.notEqual(container(id)?.networks[0]?.ipv4, '');
    await change(() => at.pause(), state(id, 'paused'));
    await change(() => at.unpause(), state(id, 'running'));
    await change(
      () => at.rename({ name: 'live-two' }),
      () => container(id)?.name === 'live-two',
    );
    await change(() => at.kill(), state(id, 'exited'));
    assert.equal(container(id)?.exitCode, 137);
    await change(() => at.start(), state(id, 'running'));
    await change(() => at.restart({ t: 0 }), state(id, 'running'));
    await change(() => at.stop({ t: 0 }), state(id, 'exited'));
    await change(
      () => at.remove(),
      () => container(id) === undefined,
    );
  }).timeout(60_000);

  it('tells of an update that only inspect shows, and its details are read anew', async () => {
    const { docker, host } = followed();
    const id = await create(docker, 'live-update');
    assert.ok(await eventually(() => container(id) !== undefined, soon));
    const details = new DetailsCache(new Hosts([host]));
    const key = formatKey({ host: host.id, kind: 'container', id });
    const limit = async (): Promise<number | undefined> =>
      (await details.load('container', key))?.memoryBytes;
    assert.equal(await limit(), 0);
    assert.equal(details.get('container', key)?.memoryBytes, 0);
    const changed: string[] = [];
    const watch = host.store.onDidChange(change => changed.push(...change.changed));
    const update = { Memory: 64e6, MemorySwap: -1 };
    const act = (): Promise<unknown> => docker.getContainer(id).update(update);
    only(await seen(followed(), act, () => changed.includes(id)), reading(id));
    watch.dispose();
    assert.equal(details.get('container', key), undefined);
    assert.equal(await limit(), 64e6);
    await remove(docker, id);
  });

  for (const NetworkMode of ['bridge', 'none']) {
    it(`sees one that ends by itself (network ${NetworkMode})`, async () => {
      const { docker } = followed();
      const more = { Cmd: ['sh', '-c', 'exit 3'], HostConfig: { NetworkMode } };
      const id = await create(docker, `live-brief-${NetworkMode}`, more);
      const start = (): Promise<unknown> => docker.getContainer(id).start();
      only(await seen(followed(), start, state(id, 'exited')), reading(id));
      assert.equal(container(id)?.exitCode, 3);
      await remove(docker, id);
    });
  }

  it('sees one that removes itself', async () => {
    const { docker } = followed();
    const more = { Cmd: ['true'], HostConfig: { AutoRemove: true } };
    const id = await create(docker, 'live-rm', more);
    await eventually(() => container(id) !== undefined, soon);
    await seen(
      followed(),
      () => docker.getContainer(id).start(),
      () => container(id) === undefined,
    );
  });

  it('sees one that is started again and again by its policy', async () => {
    const { docker, host, direct } = followed();
    const RestartPolicy = { Name: 'on-failure', MaximumRetryCount: 3 };
    const more = { Cmd: ['sh', '-c', 'exit 1'], HostConfig: { RestartPolicy } };
    const id = await create(docker, 'live-policy', more);
    await docker.getContainer(id).start();
    await sleep(1_500);
    assert.ok(await eventually(state(id, 'exited'), 10_000));
    await converges(host, direct);
    await remove(docker, id);
  });

  it('sees health come and go', async () => {
    const { docker } = followed();
    const id = await create(docker, 'live-health', { Image: testImages.web });
    const health = async (expected: string, act: () => Promise<unknown>): Promise<void> => {
      const is = (): boolean => container(id)?.health === expected;
      only(await seen(followed(), act, is), reading(id), /^GET \/volumes\?/);
    };
    const run = async (...Cmd: string[]): Promise<void> => {
      const exec = await docker.getContainer(id).exec({ Cmd });
      await exec.start({ Detach: true });
    };
    await health('healthy', () => docker.getContainer(id).start());
    await health('unhealthy', () => run('touch', '/tmp/sick'));
    await health('healthy', () => run('rm', '/tmp/sick'));
    await remove(docker, id);
  }).timeout(60_000);

  it('sees containers pruned', async () => {
    const { docker } = followed();
    const ids = [await create(docker, 'live-p1'), await create(docker, 'live-p2')];
    await eventually(() => ids.every(id => container(id)), soon);
    await seen(
      followed(),
      () => docker.pruneContainers(),
      () => ids.every(id => container(id) === undefined),
    );
  });

  it('reads a storm of events in few readings, and ends right', async () => {
    const { docker, host, direct } = followed();
    await quiet(followed());
    const heard = await docker.getEvents();
    let events = 0;
    heard.on('data', chunk => {
      events += String(chunk).trim().split('\n').length;
    });
    const names = Array.from({ length: 20 }, (_, i) => `live-storm-${i}`);
    const ids = await Promise.all(names.map(name => create(docker, name)));
    const each = async (act: 'start' | 'pause' | 'unpause' | 'kill'): Promise<void> => {
      await Promise.all(ids.map(id => docker.getContainer(id)[act]()));
    };
    await each('start');
    for (let round = 0; round < 6; round++) {
      await each('pause');
      await each('unpause');
    }
    await each('kill');
    await converges(host, direct, 20_000);
    await Promise.all(ids.map(id => remove(docker, id)));
    await eventually(() => host.store.count('container') === 0, soon);
    const asked = await quiet(followed());
    await converges(host, direct);
    const lists = asked.filter(line => line.includes('/containers/json'));
    const locks = asked.filter(line => /\/containers\/\w{64}\/json/.test(line));
    (heard as unknown as IncomingMessage).destroy();
    assert.ok(events >= 300, `${events} events`);
    assert.equal(asked.length, lists.length + locks.length, asked.slice(0, 9).join('\n'));
    // At most one list in a tenth of a second; a lock only for what is told early.
    assert.ok(lists.length <= events / 3, `${lists.length} lists for ${events} events`);
    assert.ok(locks.length <= events, `${locks.length} inspects for ${events} events`);
  }).timeout(120_000);
});
