import assert from 'node:assert/strict';
import type { RunOptions } from '../../src/docker/run/spec';
import type { Journal, LiveEntry } from '../../src/engine/recreate/journal';
import { changeLive, type LiveOutcome } from '../../src/engine/recreate/live';
import { planFor, readChangeable } from '../../src/engine/recreate/read';
import { resume } from '../../src/engine/recreate/resume';
import { memoryJournal } from '../lib/memoryJournal';
import { testEngine, withContainer, withNetwork } from '../lib/testEngine';
import { quick, spoiltEngine, told, unique, withOriginal } from './recreating';

const { docker } = testEngine();

describe('a live change, on a real engine', () => {
  const spoilt = spoiltEngine();

  async function change(
    id: string,
    options: (now: RunOptions) => Partial<RunOptions>,
    journal: Journal = memoryJournal(),
  ): Promise<LiveOutcome> {
    const { engine, reader } = spoilt();
    const changeable = await readChangeable(reader, id);
    const { spec } = changeable;
    const wanted = { ...spec, options: { ...spec.options, ...options(spec.options) } };
    const plan = planFor(changeable, { spec: wanted });
    assert.ok(plan.kind === 'live', JSON.stringify(plan));
    return changeLive(engine, id, plan.live, { journal, host: 'test', ...quick });
  }

  it('gives it limits, a name, a network and an address, and goes on running', () =>
    withOriginal(docker, async ({ id, name, network, second }) => {
      const { State } = await docker.getContainer(id).inspect();
      const third = `${name}-third`;
      await withNetwork(docker, { Name: third }, async () => {
        const outcome = await change(id, ({ network: now = [], ip = '' }) => ({
          name: `${name}-b`,
          memory: '64m',
          'pids-limit': '99',
          restart: 'unless-stopped',
          ip: ip.replace(/77$/, '78'),
          network: [now[0] ?? '', `name=${third},alias=x`],
        }));
        assert.deepEqual(outcome, { kind: 'changed' });
        const after = await docker.getContainer(id).inspect();
        assert.equal(after.Name, `/${name}-b`);
        assert.equal(after.State.StartedAt, State.StartedAt);
        assert.equal(after.HostConfig.Memory, 64 * 1024 * 1024);
        assert.equal(after.HostConfig.PidsLimit, 99);
        assert.equal(after.HostConfig.RestartPolicy?.Name, 'unless-stopped');
        const { Networks } = after.NetworkSettings;
        assert.deepEqual(Object.keys(Networks).sort(), [network, third].sort());
        assert.match(Networks[network]?.IPAddress ?? '', /\.78$/);
        assert.ok(Networks[network]?.Aliases?.includes('Web'));
        assert.ok(!(second in Networks));
        await docker.getNetwork(third).disconnect({ Container: id });
      });
    })).timeout(60_000);

  it('takes all back where the name is taken', () =>
    withContainer(docker, { name: unique(), start: false }, taken =>
      withOriginal(docker, async ({ id, name }) => {
        const before = await told(docker, name);
        const { Name } = await docker.getContainer(taken).inspect();
        const outcome = await change(id, ({ network: now = [] }) => ({
          name: Name.slice(1),
          memory: '64m',
          network: [now[0] ?? ''],
        }));
        assert.ok(outcome.kind === 'restored', JSON.stringify(outcome));
        assert.equal(outcome.error.kind, 'conflict');
        assert.deepEqual(await told(docker, name), before);
      }),
    )).timeout(60_000);

  const faults = {
    'is reset': (match: RegExp) => spoilt().proxy.reset(match, { times: 1 }),
    'is cut off once it is done': (match: RegExp) => spoilt().proxy.lose(match, { times: 1 }),
  };
  for (const [what, spoil] of Object.entries(faults)) {
    it(`takes all back where a request ${what}`, () =>
      withOriginal(docker, async ({ id, name }) => {
        const before = await told(docker, name);
        for (const match of [/\/disconnect/, /\/connect/, /\/rename/]) {
          spoil(match);
          const outcome = await change(id, ({ ip = '' }) => ({
            name: `${name}-b`,
            ip: ip.replace(/77$/, '78'),
          }));
          spoilt().proxy.clear();
          assert.equal(outcome.kind, 'restored', `${match} ${JSON.stringify(outcome)}`);
          assert.deepEqual(await told(docker, name), before, `${match}`);
        }
      })).timeout(60_000);
  }

  it('tells that it is done where only the answer of its last step was lost', () =>
    withOriginal(docker, async ({ id, name }) => {
      spoilt().proxy.lose(/\/update/, { times: 1 });
      const outcome = await change(id, () => ({ name: `${name}-b`, memory: '64m' }));
      spoilt().proxy.clear();
      assert.deepEqual(outcome, { kind: 'changed' });
      const { Name, HostConfig } = await docker.getContainer(id).inspect();
      assert.deepEqual([Name, HostConfig.Memory], [`/${name}-b`, 64 * 1024 * 1024]);
    })).timeout(60_000);

  /** A journal that is not told of the end, as of one that dies just before. */
  function neverCleared(): { readonly journal: Journal; readonly dead: Journal } {
    const journal = memoryJournal();
    return { journal, dead: { ...journal, clear: async () => {} } };
  }

  it('is found to be done where it was cut off at its very end', () =>
    withOriginal(docker, async ({ id, name }) => {
      const { reader } = spoilt();
      for (const wish of [{ name: `${name}-b` }, { restart: 'no' }, { 'pids-limit': '99' }]) {
        const { journal, dead } = neverCleared();
        assert.deepEqual(await change(id, () => wish, dead), { kind: 'changed' });
        const after = await told(docker, id);
        const [resumed] = await resume(reader, { journal, host: 'test', ...quick });
        assert.equal(resumed?.kind, 'changed', JSON.stringify(wish));
        assert.deepEqual(await told(docker, id), after);
        assert.deepEqual(await journal.read(), []);
      }
    })).timeout(60_000);

  it('goes all the way where the limits came late, when it was being taken back', () =>
    withOriginal(docker, async ({ id, name }) => {
      const { reader } = spoilt();
      const { journal, dead } = neverCleared();
      await change(id, () => ({ name: `${name}-b`, 'pids-limit': '99' }), dead);
      const [entry] = (await journal.read()) as readonly LiveEntry[];
      assert.ok(entry);
      await journal.write({ ...entry, phase: 'takingBack' });
      await docker.getContainer(id).rename({ name });
      const [resumed] = await resume(reader, { journal, host: 'test', ...quick });
      assert.equal(resumed?.kind, 'changed');
      assert.equal((await docker.getContainer(id).inspect()).Name, `/${name}-b`);
    })).timeout(60_000);

  it('writes down what it touches, and nothing else of the container', () =>
    withOriginal(docker, async ({ id, name, second }) => {
      const { journal, dead } = neverCleared();
      await change(
        id,
        ({ network: now = [] }) => ({ network: [now[0] ?? ''], restart: 'no' }),
        dead,
      );
      const [{ id: _, ...written } = assert.fail('nothing is written')] = await journal.read();
      // From API 1.44 on an address that nobody asked for stays with it, too.
      const entry = JSON.parse(JSON.stringify(written), (key, value) =>
        key === 'MacAddress' ? undefined : value,
      );
      const networks = { [second]: { Aliases: ['other'] } };
      assert.deepEqual(entry, {
        host: 'test',
        phase: 'changing',
        step: 'update',
        containerId: id,
        before: { name, endpoints: networks },
        after: { name, endpoints: {} },
        limits: { RestartPolicy: 'always' },
      });
    })).timeout(60_000);

  it('does nothing that it could not write down before', () =>
    withOriginal(docker, async ({ id, name }) => {
      const before = await told(docker, name);
      const full = { ...memoryJournal(), write: () => Promise.reject(new Error('disk full')) };
      const outcome = await change(id, () => ({ name: `${name}-b`, memory: '64m' }), full);
      assert.equal(outcome.kind, 'restored', JSON.stringify(outcome));
      assert.deepEqual(await told(docker, name), before);
    })).timeout(60_000);
});
