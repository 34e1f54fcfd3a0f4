import assert from 'node:assert/strict';
import type { Engine } from '../../src/engine/connection';
import type { Step } from '../../src/engine/recreate/journal';
import { planFor, readChangeable } from '../../src/engine/recreate/read';
import { recreate } from '../../src/engine/recreate/recreate';
import { resume } from '../../src/engine/recreate/resume';
import { memoryJournal } from '../lib/memoryJournal';
import { testEngine, withContainer, withEngine } from '../lib/testEngine';
import { buildImage, testImages } from '../lib/testImages';
import { engineAt } from './following';
import { change, others, quick, told, unique, withOriginal } from './recreating';

const { docker, host } = testEngine();

describe('the ends of a swap, on a real engine', () => {
  let engine: Engine;
  before(async () => {
    engine = await engineAt(host);
  });
  after(() => engine.close());

  it('goes back from a port that is taken', () =>
    withContainer(
      docker,
      {
        name: unique(),
        more: {
          ExposedPorts: { '1/tcp': {} },
          HostConfig: { PortBindings: { '1/tcp': [{ HostPort: '18078' }] } },
        },
      },
      () =>
        withOriginal(docker, async ({ name }) => {
          const before = await told(docker, name);
          const outcome = await change(engine, name, { publish: ['18078:80'] });
          assert.ok(outcome.kind === 'restored', JSON.stringify(outcome));
          assert.equal(outcome.step, 'start');
          assert.match(outcome.error.message, /already allocated/);
          assert.deepEqual(await told(docker, name), before);
        }),
    )).timeout(60_000);

  it('goes back from a command that is not there, and from one that ends', () =>
    withOriginal(docker, async ({ name }) => {
      const before = await told(docker, name);
      const missing = await change(engine, name, {}, { command: ['/no/such'] });
      assert.deepEqual([missing.kind, 'step' in missing && missing.step], ['restored', 'start']);
      const short = await change(engine, name, { restart: 'no' }, { command: ['false'] });
      assert.ok(short.kind === 'restored');
      assert.deepEqual(
        [short.step, short.error.code, short.error.message],
        ['ready', 'exited', '1'],
      );
      assert.deepEqual(await told(docker, name), before);
      assert.deepEqual(await others(docker, name), []);
    })).timeout(60_000);

  it('goes back from one that is unhealthy', () =>
    withOriginal(docker, async ({ name }) => {
      const before = await told(docker, name);
      const outcome = await change(engine, name, { 'health-cmd': 'false' });
      assert.ok(outcome.kind === 'restored');
      assert.deepEqual([outcome.step, outcome.error.code], ['ready', 'unhealthy']);
      assert.deepEqual(await told(docker, name), before);
    })).timeout(60_000);

  it('goes back where it is cancelled, at any step', () =>
    withOriginal(docker, async ({ name }) => {
      const before = await told(docker, name);
      for (const at of ['create', 'stop', 'renameOld', 'renameNew', 'start', 'ready'] as Step[]) {
        const abort = new AbortController();
        const onStep = (step: Step): void => {
          if (step === at) setTimeout(() => abort.abort(), 1);
        };
        const more = { signal: abort.signal, onStep };
        const outcome = await change(engine, name, { env: ['MINE=2'] }, more);
        assert.ok(outcome.kind === 'restored', at);
        assert.equal(outcome.error.kind, 'cancelled');
        assert.deepEqual(await told(docker, name), before, at);
        assert.deepEqual(await others(docker, name), [], at);
      }
    })).timeout(120_000);

  for (const was of ['paused', 'exited'] as const) {
    it(`keeps one ${was} that was so`, () =>
      withOriginal(docker, async ({ id, name }) => {
        const container = docker.getContainer(id);
        await (was === 'paused' ? container.pause() : container.stop());
        const before = await told(docker, name);
        const done = await change(engine, name, { env: ['MINE=2'] });
        assert.ok(done.kind === 'swapped', JSON.stringify(done));
        const { State } = await docker.getContainer(name).inspect();
        assert.equal(State.Status, was === 'paused' ? 'paused' : 'created');
        await done.swapped.undo();
        assert.deepEqual(await told(docker, name), before);
      })).timeout(60_000);
  }

  it('refuses one that is gone once it stops', () =>
    withContainer(docker, { more: { HostConfig: { AutoRemove: true } } }, async id => {
      const changeable = await readChangeable(engine, id);
      const spec = { ...changeable.spec, command: ['sleep', '61'] };
      const plan = planFor(changeable, { spec });
      assert.ok(plan.kind === 'refused');
      assert.equal(plan.reason, 'autoRemove');
    }));

  it('takes those along that share its network', () =>
    withOriginal(docker, async ({ id, name }) => {
      const make = async (suffix: string, other: string): Promise<string> => {
        const made = await docker.createContainer({
          name: `${name}-${suffix}`,
          Image: testImages.busybox,
          Cmd: ['sleep', '3600'],
          StopSignal: 'SIGKILL',
          HostConfig: { NetworkMode: `container:${other}` },
        });
        await made.start();
        return made.id;
      };
      await make('side', id);
      const done = await change(engine, name, { env: ['MINE=2'] });
      assert.ok(done.kind === 'swapped', JSON.stringify(done));
      const side = await docker.getContainer(`${name}-side`).inspect();
      const main = await docker.getContainer(name).inspect();
      assert.equal(side.HostConfig.NetworkMode, `container:${main.Id}`);
      assert.equal(side.State.Running, true);
      await done.swapped.undo();
      const back = await docker.getContainer(`${name}-side`).inspect();
      assert.equal(back.HostConfig.NetworkMode, `container:${id}`);
      assert.equal(back.State.Running, true);
      assert.deepEqual(await others(docker, name), []);
    })).timeout(60_000);

  it('takes a newer image, and freezes nothing of the older', async () => {
    const tag = `slipway-test/${unique()}:1`;
    const file = (n: number): string =>
      `FROM ${testImages.busybox}\nENV FROM_IMAGE=${n}\nLABEL of=${n}\nCMD ["sleep", "${n}000"]\n`;
    await buildImage(docker, tag, file(1));
    const name = unique();
    try {
      await withContainer(docker, { name, image: tag, more: { Env: ['MINE=1'] } }, async () => {
        await buildImage(docker, tag, file(2));
        const changeable = await readChangeable(engine, name);
        assert.equal(planFor(changeable, { spec: changeable.spec }).kind, 'none');
        const plan = planFor(changeable, { spec: changeable.spec, newestImage: true });
        assert.ok(plan.kind === 'swap');
        const options = { journal: memoryJournal(), host, ...quick };
        const done = await recreate(engine, changeable, plan, options);
        assert.ok(done.kind === 'swapped', JSON.stringify(done));
        const { Config } = await docker.getContainer(name).inspect();
        assert.deepEqual(Config.Cmd, ['sleep', '2000']);
        assert.ok(Config.Env.includes('FROM_IMAGE=2') && Config.Env.includes('MINE=1'));
        assert.equal(Config.Labels['of'], '2');
        await done.swapped.confirm();
        await docker.getContainer(name).remove({ force: true });
      });
    } finally {
      await docker.getImage(tag).remove({ force: true });
    }
  }).timeout(60_000);

  it('ends what a dying engine cut off', () =>
    withEngine(
      async test => {
        await withOriginal(test.docker, async ({ id, name }) => {
          const before = await told(test.docker, name);
          // an engine takes seconds to come back: at these a swap is left with the most different remains
          for (const at of ['create', 'renameOld', 'start'] as Step[]) {
            const own = await engineAt(test.host);
            const journal = memoryJournal();
            let killing: Promise<void> | undefined;
            const onStep = (step: Step): void => {
              if (step === at) killing = test.control.kill();
            };
            const more = { journal, onStep, restoreMs: 500 };
            const outcome = await change(own, name, { env: ['MINE=2'] }, more);
            await killing;
            own.close();
            assert.equal(outcome.kind, 'stuck', `${at} ${JSON.stringify(outcome)}`);
            await test.control.start();
            const again = await engineAt(test.host);
            const [ended] = await resume(again, { journal, host: 'test', ...quick });
            assert.ok(ended && ended.kind !== 'stuck', `${at} ${JSON.stringify(ended)}`);
            if (ended.kind === 'swapped') await ended.swapped.undo();
            again.close();
            assert.deepEqual(await journal.read(), []);
            assert.deepEqual(await told(test.docker, name), before, at);
            assert.equal((await test.docker.getContainer(name).inspect()).Id, id);
            assert.deepEqual(await others(test.docker, name), [], at);
          }
        });
      },
      { images: true },
    )).timeout(240_000);
});
