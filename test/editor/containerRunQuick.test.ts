import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { testEngine, withContainer, withNetwork } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { unique } from './commandHarness';
import { ContainerHarness, isGone, removeAnyway as remove } from './containerHarness';
import { until } from './extensionApi';
import { messageOf as said } from './userAnswers';

describe('running a container step by step, in the editor', () => {
  const { docker } = testEngine();
  const on = new ContainerHarness();

  it('asks step by step, proposes ports, and runs what it shows', async () => {
    const name = unique();
    try {
      const running = on.run('runQuick');
      const images = await on.user.pick(testImages.web);
      assert.equal(images.step, 1);
      await on.user.type(name);
      await on.user.pick('bridge');
      const ports = await on.user.type();
      const hostPort = /^(\d+):80 (\d+):443\/udp$/.exec(ports.value)?.[1];
      assert.ok(hostPort, ports.value);
      await on.user.type('GREETING="good morning" DB_PASSWORD=geheim');
      await on.user.type('/data');
      await on.user.type();
      const last = await on.user.pick('$(play) Run');
      assert.equal(last.step, last.totalSteps);
      assert.match(
        last.placeholder ?? '',
        new RegExp(`^docker run -d --name ${name} -p ${hostPort}:80 .* ${testImages.web}$`),
      );
      await running;
      await until('it says that it runs', () =>
        on.user.said.some(({ text }) => text === `The container "${name}" is running.`),
      );
      const found = await docker.getContainer(name).inspect();
      assert.equal(found.State.Running, true);
      assert.ok(found.Config.Env.includes('GREETING=good morning'));
      assert.equal(found.HostConfig.PortBindings['80/tcp']?.[0]?.HostPort, hostPort);
      assert.equal(on.lines.at(-1)?.[0], 'run');
      assert.ok(on.lines.at(-1)?.includes('DB_PASSWORD=***'), 'the secret is not in the log');
    } finally {
      await remove(name);
    }
  });

  it('asks for aliases in a network that knows names, and only there', async () => {
    const name = unique();
    await withNetwork(docker, { Name: unique() }, async network => {
      const { Name: own } = await docker.getNetwork(network).inspect();
      await until('the store knows it', () =>
        on.app.hosts.list('network').some(({ record }) => record.id === network),
      );
      try {
        const running = on.run('runQuick');
        await on.user.pick(testImages.busybox);
        await on.user.type(name);
        await on.user.pick('host');
        const elsewhere = await on.user.next();
        assert.match(elsewhere.prompt ?? '', /^Environment/);
        await on.user.back();
        await on.user.pick(own);
        const box = await on.user.next();
        on.user.write(box, 'näme');
        assert.match(said(box), /"ä" cannot stand in this name/);
        on.user.write(box, 'db, cache');
        await on.user.enter();
        for (const answer of ['', '', '', 'sleep 60']) await on.user.type(answer);
        const last = await on.user.pick('$(play) Run');
        assert.match(last.placeholder ?? '', /--network-alias db --network-alias cache/);
        await running;
        const { Networks } = (await docker.getContainer(name).inspect()).NetworkSettings;
        const aliases = Networks[own]?.Aliases ?? [];
        assert.ok(aliases.includes('db') && aliases.includes('cache'), String(aliases));
      } finally {
        await remove(name);
      }
    });
  });

  it('goes back, and keeps what was answered', async () => {
    const running = on.run('runQuick');
    await on.user.pick(testImages.busybox);
    await on.user.type('first-name');
    await on.user.next();
    await on.user.back();
    const again = await on.user.next();
    assert.equal(again.value, 'first-name');
    assert.equal(again.step, 2);
    await on.user.escape();
    await running;
    assert.deepEqual(on.user.said, []);
  });

  it('offers to remove what was made and cannot start', async () => {
    const [name, holder] = [unique(), unique()];
    const more = {
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '19701' }] } },
    };
    try {
      const running = on.run('runQuick');
      await on.user.pick(testImages.busybox);
      await on.user.type(name);
      await on.user.pick('bridge');
      await on.user.type('127.0.0.1:19701:80');
      await on.user.type();
      await on.user.type();
      await on.user.type('sleep 60');
      // Taken after it was checked: only the engine knows.
      await withContainer(docker, { name: holder, more }, async () => {
        on.user.answer(({ actions }) => (actions.includes('Remove It') ? 'Remove It' : undefined));
        await on.user.pick('$(play) Run');
        await running;
        const { text } = on.user.last();
        assert.match(text, new RegExp(`^The container "${name}" was made, but does not start\\. `));
        assert.match(text, /Port 19701 is taken already: free it, or publish another\. driver/);
        assert.equal(await isGone(name), true);
        assert.deepEqual(on.lines.at(-1), ['rm', '-v', name]);
      });
    } finally {
      await remove(name);
    }
  });

  it('refuses a port that a container publishes, and says which', async () => {
    const holder = unique();
    const more = {
      ExposedPorts: { '80/tcp': {} },
      HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '19702' }] } },
    };
    await withContainer(docker, { name: holder, more }, async id => {
      await on.row(id, 'running');
      const running = on.run('runQuick');
      await on.user.pick(testImages.busybox);
      await on.user.type();
      await on.user.pick('bridge');
      const box = await on.user.next();
      on.user.write(box, '19702:80');
      await until('it says who has it', () =>
        said(box).includes(`Port 19702 is published by "${holder}" already`),
      );
      await on.user.enter();
      on.user.write(box, '8080:80,8080:81');
      await until('it says what is twice', () =>
        said(box).includes('Port 8080 is asked for twice'),
      );
      await on.user.escape();
      await running;
    });
  });

  it('takes a name that is typed: refuses a wrong one, pulls one that is not here', async () => {
    const running = on.run('runQuick');
    const list = await on.user.next<vscode.QuickPick<vscode.QuickPickItem>>();
    on.user.write(list, 'Not/An image');
    const wrong = list.items.at(-1);
    assert.equal(wrong?.description, 'The name of an image has no spaces: take them out.');
    list.activeItems = wrong ? [wrong] : [];
    await on.user.enter();
    assert.equal(on.user.last().text, wrong?.description);
    // Nobody listens there: the engine asks, and says so.
    on.user.write(list, 'localhost:1/absent:1');
    const absent = list.items.at(-1);
    assert.equal(absent?.description, 'localhost:1/absent:1');
    list.activeItems = absent ? [absent] : [];
    await on.user.enter();
    await running;
    assert.deepEqual(on.lines, [['pull', 'localhost:1/absent:1']]);
    assert.match(on.user.last().text, /cannot reach the registry localhost:1/);
  });

  it('shares another container’s network, and then asks for no ports', async () => {
    const [name, owner] = [unique(), unique()];
    try {
      await withContainer(docker, { name: owner }, async id => {
        await on.row(id, 'running');
        const running = on.run('runQuick');
        await on.user.pick(testImages.web);
        await on.user.type(name);
        await on.user.pick(`container:${owner}`);
        const env = await on.user.next();
        assert.match(env.prompt ?? '', /^Environment variables/);
        await on.user.enter();
        await on.user.type();
        await on.user.type();
        await on.user.pick('$(play) Run, and remove it');
        await running;
        const { HostConfig } = await docker.getContainer(name).inspect();
        assert.deepEqual(
          [HostConfig.NetworkMode, HostConfig.AutoRemove],
          [`container:${id}`, true],
        );
      });
    } finally {
      await remove(name);
    }
  });

  it('offers a terminal where the command is a shell, and attaches to it', async () => {
    const name = unique();
    try {
      const running = on.run('runQuick');
      await on.user.pick(testImages.busybox);
      await on.user.type(name);
      await on.user.pick('none');
      await on.user.type();
      await on.user.type();
      await on.user.type();
      await on.user.pick('In a terminal (-it)');
      const last = await on.user.pick('$(play) Run');
      assert.equal(
        last.placeholder,
        `docker run -it --name ${name} --network none ${testImages.busybox}`,
      );
      await running;
      const { Config, State } = await docker.getContainer(name).inspect();
      assert.deepEqual([Config.Tty, Config.OpenStdin, State.Running], [true, true, true]);
      assert.equal(on.lines.length, 1, 'the line of the run is all that was said');
      await until('a terminal is attached', () =>
        vscode.window.terminals.some(terminal => terminal.name.includes(name)),
      );
    } finally {
      for (const terminal of vscode.window.terminals) terminal.dispose();
      await remove(name);
    }
  });
});
