import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunSpec } from '../../src/docker/run/spec';
import { RunService } from '../../src/panels/run';
import type { RunSubject } from '../../src/panels/runSubject';
import type { ChangeAsk, ChangeState } from '../../src/protocol/change';
import type { RunProtocol } from '../../src/protocol/run';
import { execIn } from '../lib/execIn';
import { testEngine, withContainer } from '../lib/testEngine';
import { buildImage, testImages } from '../lib/testImages';
import { CommandHarness, unique } from './commandHarness';
import { removeAnyway as remove } from './containerHarness';
import { until } from './extensionApi';

const { docker } = testEngine();

const tabs = (label: RegExp): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(tab => tab.input instanceof vscode.TabInputWebview && label.test(tab.label));

describe('changing a container, in the editor', function () {
  this.timeout(120_000); // a swap took 50 s on a busy machine
  const on = new CommandHarness();
  let states: RunProtocol['state'][] = [];
  let service: RunService | undefined;
  const secret = 'hunter2-secret';

  afterEach(async () => {
    service?.dispose();
    service = undefined;
    await vscode.window.tabGroups.close(tabs(/^(Change|Run|更改|运行)/));
  });

  function serviceOf(subject: RunSubject): RunService {
    const { terminals, said, changes, runMemory } = on.app;
    const parts = {
      changes,
      pull: () => Promise.reject(new Error('nothing is to be pulled')),
      attach: () => Promise.reject(new Error('nothing is attached to')),
      logs: (key: string) => void terminals.logs(key),
      shell: (key: string) => void terminals.shell(key),
      browse: () => assert.fail('nothing is published'),
    };
    const show = (state: RunProtocol['state']): unknown => states.push(state);
    return new RunService(on.host, subject, said, parts, runMemory, show);
  }

  function serve(id: string, name: string, newest = false): RunService {
    states = [];
    const subject = { host: on.host.id, change: { id, name, newest } };
    service = serviceOf(subject);
    return service;
  }
  const change = (): ChangeState => states.at(-1)?.change ?? assert.fail('no state of a change');
  const untilPhase = (...phases: ChangeState['phase'][]): Promise<boolean> =>
    until(
      `it is ${phases.join(' or ')}`,
      () => states.length > 0 && phases.includes(change().phase),
      30_000,
    );

  /** One with a volume without a name, and something written into it and outside of it. */
  async function withWeb(use: (id: string, name: string) => Promise<void>): Promise<void> {
    const name = unique();
    const more = {
      Volumes: { '/kept': {} },
      Env: ['A=1', `API_TOKEN=${secret}`],
      HostConfig: { RestartPolicy: { Name: 'always' } },
    };
    await withContainer(docker, { name, more }, async id => {
      await execIn(docker, name, 'sh', '-c', 'echo data > /kept/file; echo lost > /outside');
      await on.row('container', id, ({ state }) => state === 'running');
      try {
        await use(id, name);
      } finally {
        await remove(name);
      }
    });
  }

  const begun = async (of: RunService): Promise<RunSpec> =>
    (await of.handlers.begin(undefined as never)).spec;

  const withMount = (spec: RunSpec): RunSpec => ({
    ...spec,
    options: { ...spec.options, volume: [...(spec.options.volume ?? []), '/more'] },
  });

  /** What the page is told comes in bursts. */
  async function asked(of: RunService, ask: ChangeAsk): Promise<void> {
    await of.handlers.change(ask);
    await new Promise(resolve => setTimeout(resolve, 250));
  }

  async function applied(of: RunService): Promise<void> {
    const spec = withMount(await begun(of));
    await asked(of, { do: 'review', spec });
    await untilPhase('reviewed');
    await asked(of, { do: 'apply' });
    await untilPhase('swapped');
  }

  it('opens by its command, and another one for one like it', () =>
    withWeb(async (id, name) => {
      const row = await on.row('container', id);
      await on.run('container.change', row);
      await on.run('container.change', row);
      await until('its tab', () => tabs(new RegExp(`${name}$`)).length === 1);
      await on.run('container.duplicate', row);
      await until('the form of a run', () => tabs(/^(Run Container|运行容器)$/).length === 1);
    }));

  it('says what a mount takes and what is lost, adds it, and loses nothing', () =>
    withWeb(async (id, name) => {
      const of = serve(id, name);
      const spec = await begun(of);
      await asked(of, { do: 'review', spec });
      assert.equal(change().review?.kind, 'none');
      await asked(of, { do: 'edit' });
      await asked(of, { do: 'review', spec: withMount(spec) });
      const { review } = change();
      assert.equal(review?.kind, 'swap');
      assert.deepEqual(
        review.rows.map(({ flag, values, isLive }) => ({ flag, values, isLive })),
        [{ flag: '--volume', values: [{ before: undefined, after: '/more' }], isLive: false }],
      );
      assert.deepEqual(
        review.data?.carried.map(({ target }) => target),
        ['/kept'],
      );
      assert.deepEqual(review.data?.paths, [{ path: '/outside', kind: 'added' }]);
      await asked(of, { do: 'apply' });
      await untilPhase('swapped');
      assert.equal(await execIn(docker, name, 'cat', '/kept/file'), 'data');
      const made = await docker.getContainer(name).inspect();
      assert.ok(made.Mounts.some(({ Destination }) => Destination === '/more'));
      const words = on.lines.map(line => line.join(' '));
      assert.ok(
        words.includes(`stop ${name}`) && words.includes(`start ${name}`),
        words.join('\n'),
      );
      assert.ok(!words.join('\n').includes(secret), 'no secret in the log');
      assert.ok(!JSON.stringify(states).includes(secret), 'nor in what the page is told');
      await until('the view says so', () => {
        const old = on.host.store.all('container').find(one => one.id === id);
        return old?.name.startsWith(`${name}-slipway-old-`);
      });
      await asked(of, { do: 'keep' });
      await untilPhase('settled');
      await assert.rejects(docker.getContainer(id).inspect(), { statusCode: 404 });
      assert.equal(await execIn(docker, name, 'cat', '/kept/file'), 'data');
      // What it is now is what the next change begins with.
      await asked(of, { do: 'edit' });
      assert.equal((await begun(of)).options.volume?.length, 2);
    }));

  it('is undone and kept from the view, by either row', () =>
    withWeb(async (id, name) => {
      await applied(serve(id, name));
      const newId = (await docker.getContainer(name).inspect()).Id;
      await on.run('container.undoChange', await on.row('container', newId));
      assert.match(on.user.last().text, new RegExp(name));
      assert.equal((await docker.getContainer(name).inspect()).Id, newId, 'it was asked first');
      on.user.answer(({ actions }) => actions[0]);
      await on.run('container.undoChange', await on.row('container', newId));
      const back = await docker.getContainer(name).inspect();
      assert.deepEqual([back.Id, back.State.Running], [id, true]);
      assert.equal(back.HostConfig.RestartPolicy?.Name, 'always');
      await untilPhase('settled');
      assert.equal(
        await execIn(docker, name, 'cat', '/outside'),
        'lost',
        'its files are there again',
      );
      await applied(serve(id, name));
      await on.run('container.keepChange', await on.row('container', id));
      await assert.rejects(docker.getContainer(id).inspect(), { statusCode: 404 });
      await untilPhase('settled');
    }));

  it('keeps the files that it is asked to keep', () =>
    withWeb(async (id, name) => {
      const of = serve(id, name);
      const image = `${name}:kept`;
      const spec = withMount(await begun(of));
      await asked(of, { do: 'review', spec });
      assert.equal(change().review?.data?.commit?.name, `${name}:changed`);
      await asked(of, { do: 'apply', commit: 'Not A Name' });
      assert.deepEqual([change().phase, change().outcome.kind], ['reviewed', 'error']);
      await asked(of, { do: 'apply', commit: image });
      await untilPhase('swapped');
      assert.equal(await execIn(docker, name, 'cat', '/outside'), 'lost');
      assert.equal(await execIn(docker, name, 'cat', '/kept/file'), 'data');
      await asked(of, { do: 'keep' });
      await remove(name);
      await docker.getImage(image).remove({ force: true });
    }));

  it('says why it failed, with the last words of the new one, and all is as it was', () =>
    withWeb(async (id, name) => {
      const of = serve(id, name);
      const spec = await begun(of);
      const command = ['sh', '-c', 'echo no such thing; sleep 0.5; exit 3'];
      const options = { ...spec.options, restart: 'no' };
      await asked(of, { do: 'review', spec: { ...spec, command, options } });
      await asked(of, { do: 'apply' });
      await untilPhase('reviewed');
      const { outcome } = change();
      assert.equal(outcome.kind, 'error');
      assert.match(outcome.sentence, /3/);
      assert.match(outcome.log, /no such thing/);
      const { Id, State } = await docker.getContainer(name).inspect();
      assert.deepEqual([Id, State.Running], [id, true]);
    }));

  it('changes as it is what the engine changes so', () =>
    withWeb(async (id, name) => {
      const of = serve(id, name);
      const spec = await begun(of);
      const options = { ...spec.options, memory: '64m', restart: 'unless-stopped' };
      await asked(of, { do: 'review', spec: { ...spec, options } });
      assert.equal(change().review?.kind, 'live');
      await asked(of, { do: 'apply' });
      await untilPhase('settled');
      const { HostConfig, Id } = await docker.getContainer(name).inspect();
      assert.deepEqual([Id, HostConfig.Memory], [id, 64 * 1024 * 1024]);
      assert.deepEqual(on.lines, [['update', '-m', '64m', '--restart', 'unless-stopped', name]]);
    }));

  it('shows what a newer image brings, pulls or not, and swaps to it', async () => {
    const tag = `slipway-test/${unique()}:1`;
    const file = (n: number): string =>
      `FROM ${testImages.busybox}\nENV FROM_IMAGE=${n}\nSTOPSIGNAL SIGKILL\nCMD ["sleep", "${n}000"]\n`;
    await buildImage(docker, tag, file(1));
    const name = unique();
    try {
      await withContainer(docker, { name, image: tag }, async id => {
        await buildImage(docker, tag, file(2));
        await on.row('container', id);
        const of = serve(id, name, true);
        await untilPhase('reviewed');
        const { review } = change();
        assert.equal(review?.kind, 'swap', JSON.stringify(change()));
        const told = review.rows.flatMap(({ values }) => values);
        assert.ok(told.some(({ before }) => before === 'FROM_IMAGE=1'));
        assert.ok(told.some(({ after }) => after === 'sleep 2000'));
        await asked(of, { do: 'apply' });
        await untilPhase('swapped');
        const { Config } = await docker.getContainer(name).inspect();
        assert.deepEqual(Config.Cmd, ['sleep', '2000']);
        await asked(of, { do: 'keep' });
        await remove(name);
      });
    } finally {
      await docker.getImage(tag).remove({ force: true });
    }
  });

  it('makes an image of one, asking for what it needs', () =>
    withWeb(async (id, name) => {
      const image = `${name}:committed`;
      const running = on.run('container.commit', await on.row('container', id));
      await on.user.type(image);
      await on.user.type('a message');
      await on.user.type('');
      await on.user.pick(on.api.l10n.t('Let It Run'));
      await running;
      try {
        const { Comment } = await docker.getImage(image).inspect();
        assert.equal(Comment, 'a message');
        assert.deepEqual(on.lines, [['commit', '-m', 'a message', '--pause=false', name, image]]);
      } finally {
        await docker.getImage(image).remove({ force: true });
      }
    }));

  it('begins one like it under another name, with volumes of its own', () =>
    withWeb(async (id, name) => {
      service = serviceOf({ host: on.host.id, like: id });
      const { options } = await begun(service);
      assert.equal(options.name, `${name}-copy`);
      assert.deepEqual(options.volume, ['/kept']);
    }));
});
