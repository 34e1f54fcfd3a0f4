import assert from 'node:assert/strict';
import { isAtLeast } from '../../src/docker/run/apiVersion';
import type { SwapPlan } from '../../src/docker/run/changePlan';
import { swapName } from '../../src/docker/swapNames';
import type { Engine } from '../../src/engine/connection';
import { planFor, readChangeable } from '../../src/engine/recreate/read';
import { recreate } from '../../src/engine/recreate/recreate';
import { resume } from '../../src/engine/recreate/resume';
import { memoryJournal } from '../lib/memoryJournal';
import { testEngine, withContainer, withEngine, withNetwork } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { engineAt } from './following';
import { change, others, quick, told, unique, withOriginal } from './recreating';

const { docker, host } = testEngine();

describe('what a swap keeps, on a real engine', () => {
  let engine: Engine;
  before(async () => {
    engine = await engineAt(host);
  });
  after(() => engine.close());

  it('keeps networks beside the default one', () =>
    withNetwork(docker, { Name: unique() }, network =>
      withContainer(docker, { name: unique() }, async id => {
        const name = (await docker.getContainer(id).inspect()).Name.slice(1);
        const EndpointConfig = { Aliases: ['Capital'] } as never;
        await docker.getNetwork(network).connect({ Container: id, EndpointConfig });
        const before = (await told(docker, name)) as { networks: unknown };
        const done = await change(engine, name, { env: ['A=1'] });
        assert.ok(done.kind === 'swapped', JSON.stringify(done));
        const after = (await told(docker, name)) as { networks: unknown };
        assert.deepEqual(after.networks, before.networks);
        await done.swapped.undo();
        assert.deepEqual(await told(docker, name), before);
      }),
    )).timeout(60_000);

  const mac = '02:42:00:00:77:02';
  const onBoth = (first: string, second: string): object => ({
    HostConfig: { NetworkMode: first },
    NetworkingConfig: {
      EndpointsConfig: {
        [first]: {},
        ...(isAtLeast(engine.apiVersion, '1.44') && { [second]: { MacAddress: mac } }),
      },
    },
  });

  it('keeps a MAC address that was asked of one network', () =>
    withNetwork(docker, { Name: unique() }, first =>
      withNetwork(docker, { Name: unique() }, second =>
        withContainer(docker, { name: unique(), more: onBoth(first, second) }, async id => {
          const macOf = async (of: string): Promise<string | undefined> => {
            const { Networks } = (await docker.getContainer(of).inspect()).NetworkSettings;
            return Object.values(Networks).find(one => one.NetworkID === second)?.MacAddress;
          };
          // Before API 1.44 the engine takes none for a network.
          const asked = isAtLeast(engine.apiVersion, '1.44') ? mac : undefined;
          assert.equal(await macOf(id), asked);
          const name = (await docker.getContainer(id).inspect()).Name.slice(1);
          const done = await change(engine, name, { env: ['A=1'] });
          assert.ok(done.kind === 'swapped', JSON.stringify(done));
          assert.equal(await macOf(name), asked);
          await done.swapped.undo();
        }),
      ),
    )).timeout(60_000);

  it('tells who is linked to it', () =>
    withContainer(docker, { name: unique() }, async id => {
      const name = (await docker.getContainer(id).inspect()).Name.slice(1);
      const more = { HostConfig: { Links: [`${name}:db`] } };
      await withContainer(docker, { name: unique(), more }, async linked => {
        const { facts } = await readChangeable(engine, id);
        const { Name } = await docker.getContainer(linked).inspect();
        assert.deepEqual(facts.linkedBy, [Name.slice(1)]);
      });
    }));

  it('does not begin what the engine shows otherwise by now', () =>
    withContainer(docker, { name: unique() }, async id => {
      const changeable = await readChangeable(engine, id);
      const plan = planFor(changeable, { spec: { ...changeable.spec, command: ['sleep', '9'] } });
      await docker.getContainer(id).stop();
      const options = { journal: memoryJournal(), host, ...quick };
      const outcome = await recreate(engine, changeable, plan as SwapPlan, options);
      assert.ok(outcome.kind === 'restored');
      assert.deepEqual([outcome.step, outcome.error.code], ['begin', 'changed']);
      assert.equal((await docker.getContainer(id).inspect()).State.Running, false);
    }));

  it('removes no old one without a new one', () =>
    withContainer(docker, { name: unique() }, async id => {
      const name = (await docker.getContainer(id).inspect()).Name.slice(1);
      const done = await change(engine, name, { env: ['A=1'] });
      assert.ok(done.kind === 'swapped');
      await docker.getContainer(name).remove({ force: true });
      await assert.rejects(done.swapped.confirm(), { kind: 'notFound' });
      await done.swapped.undo();
      assert.equal((await docker.getContainer(name).inspect()).Id, id);
    })).timeout(60_000);

  it('brings back those that share its namespaces, too', () =>
    withOriginal(docker, async ({ id, name }) => {
      const make = async (suffix: string, host: object): Promise<void> => {
        const made = await docker.createContainer({
          name: `${name}-${suffix}`,
          Image: testImages.busybox,
          Cmd: ['sleep', '3600'],
          StopSignal: 'SIGKILL',
          HostConfig: host,
        });
        await made.start();
      };
      await make('net', { NetworkMode: `container:${id}` });
      await make('pid', { NetworkMode: `container:${name}-net`, PidMode: `container:${id}` });
      const names = [name, `${name}-net`, `${name}-pid`];
      const tellAll = (): Promise<unknown[]> => Promise.all(names.map(one => told(docker, one)));
      const before = await tellAll();
      const failed = await change(engine, name, {}, { command: ['/no/such'] });
      assert.equal(failed.kind, 'restored', JSON.stringify(failed));
      assert.deepEqual(await tellAll(), before);
      const done = await change(engine, name, { env: ['MINE=2'] });
      assert.ok(done.kind === 'swapped', JSON.stringify(done));
      const pid = await docker.getContainer(`${name}-pid`).inspect();
      const main = await docker.getContainer(name).inspect();
      assert.equal(pid.HostConfig.PidMode, `container:${main.Id}`);
      assert.equal(pid.State.Running, true);
      await done.swapped.undo();
      assert.deepEqual(await tellAll(), before);
      assert.deepEqual(await others(docker, name), []);
    })).timeout(90_000);

  it('removes what appears after it was undone', async () => {
    const [name, id] = [unique(), '0a1b2c3d'];
    const newName = swapName({ name, part: 'new', id });
    const journal = memoryJournal();
    await journal.write({
      id,
      host,
      phase: 'sweeping',
      step: 'create',
      members: [
        {
          oldId: 'none',
          name,
          finalName: name,
          newName,
          oldName: swapName({ name, part: 'old', id }),
          was: 'running',
          restart: { Name: 'no' },
        },
      ],
    });
    await withContainer(docker, { name: newName, start: false }, async made => {
      assert.deepEqual(await resume(engine, { journal, host: 'elsewhere' }), []);
      const [ended] = await resume(engine, { journal, host });
      assert.equal(ended?.kind, 'restored');
      await assert.rejects(docker.getContainer(made).inspect(), { statusCode: 404 });
      assert.deepEqual(await journal.read(), []);
    });
  });

  it('starts only the new one when the engine starts', () =>
    withEngine(
      async test => {
        await withOriginal(test.docker, async ({ id, name }) => {
          const before = await told(test.docker, name);
          const journal = memoryJournal();
          const first = await engineAt(test.host);
          const done = await change(first, name, { env: ['MINE=2'] }, { journal });
          first.close();
          assert.ok(done.kind === 'swapped', JSON.stringify(done));
          await test.control.stop();
          await test.control.start();
          assert.equal((await test.docker.getContainer(id).inspect()).State.Running, false);
          assert.equal((await test.docker.getContainer(name).inspect()).State.Running, true);
          const again = await engineAt(test.host);
          const [kept] = await resume(again, { journal, host: 'test', ...quick });
          assert.ok(kept?.kind === 'swapped');
          await kept.swapped.undo();
          again.close();
          assert.deepEqual(await told(test.docker, name), before);
        });
      },
      { images: true },
    )).timeout(120_000);
});
