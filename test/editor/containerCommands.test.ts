import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { testEngine, withContainer } from '../lib/testEngine';
import { unique } from './commandHarness';
import { ContainerHarness, isGone, stateOf as state } from './containerHarness';
import { until } from './extensionApi';
import { messageOf as said } from './userAnswers';

describe('the commands of containers, in the editor', () => {
  const { docker } = testEngine();
  const on = new ContainerHarness();

  it('start, pause, unpause, restart and stop, and say each line', async () => {
    const name = unique();
    await withContainer(docker, { name, start: false }, async id => {
      const key = await on.row(id);
      await on.run('start', key);
      assert.equal(await state(id), 'running');
      await on.row(id, 'running');
      await on.run('pause', key);
      assert.equal(await state(id), 'paused');
      await on.row(id, 'paused');
      await on.run('unpause', key);
      await on.row(id, 'running');
      await on.run('restart', key);
      assert.equal(await state(id), 'running');
      // A restart is an end and a start: the row is what it was once both are heard of.
      await new Promise(resolve => setTimeout(resolve, 1000));
      await on.row(id, 'running');
      await on.run('stop', key);
      assert.equal(await state(id), 'exited');
      const verbs = ['start', 'pause', 'unpause', 'restart', 'stop'];
      assert.deepEqual(
        on.lines,
        verbs.map(verb => [verb, name]),
      );
      assert.deepEqual(on.user.said, []);
    });
  });

  it('start several at once, and sum up what failed, with the cure', async () => {
    const port = { ExposedPorts: { '80/tcp': {} } };
    const bound = (hostPort: string) => ({
      ...port,
      HostConfig: { PortBindings: { '80/tcp': [{ HostPort: hostPort }] } },
    });
    const name = unique();
    await withContainer(docker, { more: bound('19555') }, () =>
      withContainer(docker, { name, start: false, more: bound('19555') }, loser =>
        withContainer(docker, { start: false }, async winner => {
          const rows = [await on.row(loser), await on.row(winner)];
          await on.run('start', rows[0], rows);
          assert.equal(await state(winner), 'running');
          assert.equal(on.user.said.length, 1);
          const { text } = on.user.last();
          assert.match(text, /^1 started, 1 failed\. /);
          assert.match(text, new RegExp(`${name}: Port 19555 is taken already: free it`));
          assert.match(text, /port is already allocated$/);
        }),
      ),
    );
  });

  it('kill with a signal that is picked or typed', async () => {
    const trap = ['sh', '-c', 'trap "exit 9" HUP; while true; do sleep 0.1; done'];
    await withContainer(docker, { cmd: trap }, async id => {
      const key = await on.row(id, 'running');
      await new Promise(resolve => setTimeout(resolve, 300)); // the trap is set by then
      const killing = on.run('kill', key);
      await on.user.pick('SIGHUP');
      await killing;
      await until('it ended', async () => (await state(id)) === 'exited');
      assert.equal((await docker.getContainer(id).inspect()).State.ExitCode, 9);
      assert.deepEqual(on.lines[0]?.slice(0, 3), ['kill', '-s', 'SIGHUP']);
    });
  });

  it('rename, with the name checked as it is typed', async () => {
    const [old, taken, wanted] = [unique(), unique(), unique()];
    await withContainer(docker, { name: taken, start: false }, async other => {
      await withContainer(docker, { name: old, start: false }, async id => {
        await on.row(other);
        const renaming = on.run('rename', await on.row(id));
        const box = await on.user.next();
        assert.equal(box.value, old);
        on.user.write(box, 'über');
        await until('it says why not', () => /cannot begin with "ü"/.test(said(box)));
        on.user.write(box, taken);
        await until('it says why not', () => said(box).includes(`"${taken}" is taken already`));
        await on.user.enter();
        on.user.write(box, wanted);
        await until('it is content', () => said(box) === '');
        await on.user.enter();
        await renaming;
        assert.equal((await docker.getContainer(id).inspect()).Name, `/${wanted}`);
        assert.deepEqual(on.lines, [['rename', old, wanted]]);
      });
    });
  });

  it('remove only after asking, and name what is lost', async () => {
    const name = unique();
    const write = ['sh', '-c', 'dd if=/dev/zero of=/large bs=1024 count=500; sleep 3600'];
    const more = { Volumes: { '/data': {} } };
    await withContainer(docker, { name, cmd: write, more }, async id => {
      const key = await on.row(id, 'running');
      await until('it has written', async () => {
        const [found] = await docker.listContainers({ filters: { id: [id] }, size: true });
        return ((found as { SizeRw?: number } | undefined)?.SizeRw ?? 0) >= 500 * 1024;
      });
      const [mount] = (await docker.getContainer(id).inspect()).Mounts;
      await on.run('remove', key);
      const asked = on.user.last();
      assert.equal(asked.text, `Remove the container "${name}"?`);
      assert.match(asked.detail ?? '', /It is running, and will be stopped by force\./);
      assert.match(asked.detail ?? '', /Files written outside volumes are lost: 512 kB\./);
      assert.match(asked.detail ?? '', new RegExp(`Anonymous .*: ${mount?.Name?.slice(0, 12)}`));
      assert.deepEqual(asked.actions, ['Remove', 'Remove with Volumes']);
      assert.equal(await state(id), 'running');
      assert.deepEqual(on.lines, []);

      on.user.answer(() => 'Remove with Volumes');
      await on.run('remove', key);
      assert.equal(await isGone(id), true);
      await assert.rejects(docker.getVolume(mount?.Name ?? '').inspect(), { statusCode: 404 });
      assert.deepEqual(on.lines, [['rm', '-f', '-v', name]]);
    });
  });

  it('remove many by one question, and say so once', async () => {
    await withContainer(docker, { start: false }, one =>
      withContainer(docker, {}, async other => {
        const rows = [await on.row(one), await on.row(other, 'running')];
        on.user.answer(({ actions }) => actions[0]);
        await on.run('remove', rows[0], rows);
        assert.deepEqual(
          on.user.said.map(({ text }) => text),
          ['Remove 2 containers?', 'Containers removed: 2.'],
        );
        assert.deepEqual([await isGone(one), await isGone(other)], [true, true]);
        assert.deepEqual(
          on.lines.map(line => line.slice(0, -1)),
          [['rm'], ['rm', '-f']],
        );
      }),
    );
  });

  it('prune exactly those that stay picked', async () => {
    const [goes, stays] = [unique(), unique()];
    await withContainer(docker, { name: goes, start: false }, one =>
      withContainer(docker, { name: stays, start: false }, async other => {
        await on.row(one);
        await on.row(other);
        const pruning = on.run('prune');
        const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
        const labels = list.selectedItems.map(({ label }) => label);
        assert.ok(labels.includes(goes) && labels.includes(stays));
        list.selectedItems = list.items.filter(({ label }) => label === goes);
        await on.user.enter();
        await pruning;
        assert.deepEqual([await isGone(one), await isGone(other)], [true, false]);
        assert.deepEqual(on.lines, [['rm', goes]]);
      }),
    );
  });

  it('copy ids, names and the address', async () => {
    const name = unique();
    await withContainer(docker, { name }, async id => {
      const key = await on.row(id, 'running');
      await on.run('copyId', key);
      assert.equal(await vscode.env.clipboard.readText(), id);
      await on.run('copyName', key);
      assert.equal(await vscode.env.clipboard.readText(), name);
      await on.run('copyAddress', key);
      const { Networks } = (await docker.getContainer(id).inspect()).NetworkSettings;
      const address = Networks['bridge']?.IPAddress;
      assert.equal(await vscode.env.clipboard.readText(), address);
    });
    await withContainer(
      docker,
      { name, more: { HostConfig: { NetworkMode: 'host' } } },
      async id => {
        await on.run('copyAddress', await on.row(id, 'running'));
        assert.equal(on.user.last().text, `"${name}" has the addresses of its host.`);
      },
    );
  });

  describe('browse', () => {
    const opened: string[] = [];
    let openExternal: typeof vscode.env.openExternal;
    before(() => {
      openExternal = on.api.env.openExternal;
      on.api.env.openExternal = async uri => {
        opened.push(uri.toString(true));
        return true;
      };
    });
    after(() => {
      on.api.env.openExternal = openExternal;
    });

    it('opens the published port, and asks which where there are several', async () => {
      const more = {
        ExposedPorts: { '80/tcp': {}, '8443/tcp': {}, '53/udp': {} },
        HostConfig: {
          PortBindings: {
            '80/tcp': [{ HostPort: '19801' }],
            '8443/tcp': [{ HostPort: '19802' }],
            '53/udp': [{ HostPort: '19803' }],
          },
        },
      };
      await withContainer(docker, { more }, async id => {
        const browsing = on.run('browse', await on.row(id, 'running'));
        const list = await on.user.pick('19802');
        assert.deepEqual(
          list.items.map(({ description }) => description),
          ['http://localhost:19801/', 'https://localhost:19802/'],
        );
        await browsing;
        assert.deepEqual(opened, ['https://localhost:19802/']);
      });
    });

    it('says what to do where a port is exposed and not published', async () => {
      const name = unique();
      await withContainer(docker, { name, more: { ExposedPorts: { '80/tcp': {} } } }, async id => {
        await on.run('browse', await on.row(id, 'running'));
        const { text, actions } = on.user.last();
        assert.match(text, new RegExp(`^"${name}" listens on 80, but publishes nothing: run it`));
        assert.match(text, /"80\d\d:80"\.$/);
        assert.deepEqual(actions, ['Run Again…']);
      });
    });
  });
});
