import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/connection';
import { execIn } from '../lib/execIn';
import { testEngine } from '../lib/testEngine';
import { engineAt } from './following';
import { change, others, spoiltEngine, told, withOriginal } from './recreating';

const { docker, host } = testEngine();

describe('a swap of a container, on a real engine', () => {
  let engine: Engine;
  before(async () => {
    engine = await engineAt(host);
  });
  after(() => engine.close());

  it('publishes a port, and keeps all the rest', () =>
    withOriginal(docker, async ({ id, name, volume }) => {
      const before = (await told(docker, name)) as { HostConfig: object; config: object };
      const outcome = await change(engine, name, { publish: ['18077:80'] });
      assert.equal(outcome.kind, 'swapped', JSON.stringify(outcome));
      const after = (await told(docker, name)) as { HostConfig: object; config: object };
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
        assert.equal(await execIn(docker, name, 'cat', `/${place}/kept`), place);
      }
      assert.ok(outcome.kind === 'swapped');
      await outcome.swapped.confirm();
      assert.deepEqual(await others(docker, name), []);
      assert.equal(await execIn(docker, name, 'cat', '/anonymous/kept'), 'anonymous');
    })).timeout(60_000);

  it('goes back when it is undone', () =>
    withOriginal(docker, async ({ id, name }) => {
      const before = await told(docker, name);
      const outcome = await change(engine, name, { env: ['MINE=2'] });
      assert.ok(outcome.kind === 'swapped', JSON.stringify(outcome));
      assert.deepEqual((await others(docker, name)).length, 1);
      await outcome.swapped.undo();
      assert.deepEqual(await told(docker, name), before);
      assert.equal((await docker.getContainer(name).inspect()).Id, id);
      assert.deepEqual(await others(docker, name), []);
    })).timeout(60_000);
});

describe('a swap that fails, on a real engine', () => {
  // Facts are read past the proxy: only what the swap itself asks is spoilt.
  const spoilt = spoiltEngine();

  // Either of two that leave nothing done has every other request: what follows is the same.
  const faults = [
    {
      what: 'is reset or refused',
      spoil: (match: RegExp, at: number): void => {
        const once = { times: 1 };
        if (at % 2 === 0) spoilt().proxy.reset(match, once);
        else spoilt().proxy.answer(match, 500, '{"message":"spoilt"}', once);
      },
    },
    {
      what: 'is cut off once it is done',
      spoil: (match: RegExp): void => spoilt().proxy.lose(match, { times: 1 }),
    },
  ];
  for (const { what, spoil } of faults) {
    it(`goes back whichever request ${what}`, () =>
      withOriginal(docker, async ({ id, name }) => {
        const { proxy, engine, reader } = spoilt();
        const before = await told(docker, name);
        proxy.requests.splice(0);
        const first = await change(engine, name, { env: ['MINE=2'] }, { reader });
        assert.ok(first.kind === 'swapped', JSON.stringify(first));
        const asked = patterns(proxy.requests);
        await first.swapped.undo();
        assert.ok(asked.length >= 9, asked.join('\n'));
        for (const [at, request] of asked.entries()) {
          const earlier = asked.slice(0, at).filter(one => one === request).length;
          let left = earlier;
          const match = new RegExp(request);
          const find = match.exec.bind(match);
          match.test = line => find(line) !== null && left-- === 0;
          spoil(match, at);
          const outcome = await change(engine, name, { env: ['MINE=2'] }, { reader });
          proxy.clear();
          const where = `${at}: ${request} ${JSON.stringify(outcome)}`;
          assert.equal(outcome.kind, 'restored', where);
          assert.deepEqual(await told(docker, name), before, where);
          assert.equal((await docker.getContainer(name).inspect()).Id, id, where);
          assert.deepEqual(await others(docker, name), [], where);
          assert.equal(await exec2(name), 'anonymous', where);
        }
      })).timeout(300_000);
  }
  const exec2 = (name: string): Promise<string> => execIn(docker, name, 'cat', '/anonymous/kept');
});

/** As patterns without ids; what is asked again and again only once. */
function patterns(requests: readonly string[]): readonly string[] {
  return requests
    .map(line =>
      line
        .replace(/\?.*$/, '')
        .replace(/\/v1\.\d+/, '.*')
        .replace(/[0-9a-f]{64}/, '[0-9a-f]{64}')
        .replace(/networks\/[^/]+/, 'networks/[^/]+'),
    )
    .filter((line, at, all) => !line.startsWith('GET') || line !== all[at - 1]);
}
