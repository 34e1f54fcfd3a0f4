import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { pullBegin } from '../../src/docker/pullProgress';
import { RunService } from '../../src/panels/run';
import type { FormParts } from '../../src/panels/runParts';
import { formatRunSubject, type RunSubject } from '../../src/panels/runSubject';
import type { RunProtocol } from '../../src/protocol/run';
import { specOf } from '../lib/runForm';
import { testEngine, testLabel, withContainer, withNetwork } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { CommandHarness, unique } from './commandHarness';
import { removeAnyway as remove } from './containerHarness';
import { until } from './extensionApi';
import { closeTerminals } from './terminalReader';

type Told = RunProtocol['state'];

const tabs = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(
      ({ input, label }) =>
        input instanceof vscode.TabInputWebview && /^(Run Container|运行容器)$/.test(label),
    );

describe('the run form, in the editor', () => {
  const { docker } = testEngine();
  const on = new CommandHarness();
  let states: Told[] = [];
  let service: RunService | undefined;

  afterEach(async () => {
    service?.dispose();
    service = undefined;
    await vscode.window.tabGroups.close(tabs());
  });
  after(closeTerminals);

  /** The service behind a form, with the extension's own host. */
  function serve(begin: Partial<RunSubject> = {}, parts: Partial<FormParts> = {}): RunService {
    const { terminals, said, changes } = on.app;
    const own: FormParts = {
      changes,
      pull: () => Promise.reject(new Error('not here')),
      attach: (host, id, name) => terminals.start(host, id, name),
      logs: key => void terminals.logs(key),
      shell: key => void terminals.shell(key),
      browse: () => assert.fail('nothing is published'),
      ...parts,
    };
    states = [];
    const subject = { host: on.host.id, ...begin };
    service = new RunService(
      on.host,
      subject,
      said,
      own,
      on.app.runMemory,
      state => void states.push(state),
    );
    return service;
  }
  const last = (): Told => states.at(-1) ?? assert.fail('no state');
  const containerOf = (name: string) => last().known.containers.find(own => own.name === name);
  const isRunning = (name: string): boolean => containerOf(name)?.isRunning === true;
  /** How many states there are once no other came for half a second. */
  async function settled(): Promise<number> {
    for (let count = -1; ; ) {
      if (count === states.length) return count;
      count = states.length;
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  it('opens by its command, once for the same beginning', async () => {
    await on.run('container.run');
    await on.run('container.run');
    await until('its tab', () => tabs().length === 1);
    const { Id } = await docker.getImage(testImages.web).inspect();
    await on.run('image.run', await on.row('image', Id));
    await until('the one of an image', () => tabs().length === 2);
  });

  it('opens with a line that is pasted', async () => {
    const running = on.run('container.runLine');
    await on.user.type('docker run -d \\   -p 8080:80 nginx');
    await running;
    await until('its tab', () => tabs().length === 1);
    const line = 'docker run -d    -p 8080:80 nginx';
    on.app.panels.run.show(formatRunSubject({ host: on.host.id, line }));
    assert.equal(tabs().length, 1, 'it is the one of this line');
    const begun = await serve({ line }).handlers.begin(undefined as never);
    assert.deepEqual(begun, {
      spec: {
        action: 'run',
        options: { detach: true, publish: ['8080:80'] },
        image: 'nginx',
        command: [],
      },
      secrets: [],
    });
  });

  it('leaves its secrets to the secret storage, and takes them away when it is closed', async () => {
    const line = 'docker run -e DB_PASSWORD=hunter2 nginx';
    const running = on.run('container.runLine');
    await on.user.type(line);
    await running;
    const kept = (): readonly string[] => on.app.memory.get('slipway.keptSecrets', []);
    const [id = ''] = await until('it is kept', () => kept().length > 0 && kept(), 20_000);
    assert.match((await on.app.runMemory.kept.read(id)) ?? '', /hunter2/);
    assert.equal(on.app.runMemory.beginnings.line('hunter2'), undefined);
    const word = on.app.runMemory.beginnings.put(line);
    assert.doesNotMatch(formatRunSubject({ host: on.host.id, begin: word }), /hunter2/);
    const begun = await serve({ begin: word }).handlers.begin(undefined as never);
    assert.deepEqual(begun.spec.options.env, ['DB_PASSWORD=hunter2']);
    await vscode.window.tabGroups.close(tabs());
    await until('it is gone', () => kept().length === 0);
    assert.equal(await on.app.runMemory.kept.read(id), undefined);
  });

  it('knows the engine, and what is there, live', async () => {
    serve();
    const { link, engine, known, work } = last();
    assert.equal(link.phase, 'connected');
    assert.ok(engine?.isLocal && engine.os === 'linux');
    assert.ok(known.images.includes(testImages.web));
    assert.deepEqual(work, { phase: 'idle' });
    const name = unique();
    await withNetwork(docker, { Name: name }, async () => {
      await until('the network', () => last().known.networks.some(found => found.name === name));
      const more = { HostConfig: { NetworkMode: name } };
      await withContainer(docker, { name: `${name}-1`, more }, async id => {
        const { NetworkSettings } = await docker.getContainer(id).inspect();
        const address = NetworkSettings.Networks[name]?.IPAddress;
        assert.ok(address);
        await until('its member', () =>
          last().known.networks.some(found => found.taken.includes(address)),
        );
        assert.ok(isRunning(`${name}-1`));
        assert.equal(last().known.networks.find(found => found.name === name)?.isUsers, true);
      });
    });
    assert.equal(last().known.networks.find(({ name }) => name === 'bridge')?.isUsers, false);
  });

  it('says what an image brings', async () => {
    const { handlers } = serve();
    const answer = await handlers.image(testImages.web);
    assert.ok(answer.kind === 'here');
    const { exposed, env, labels, ...rest } = answer.image;
    assert.deepEqual([...exposed].sort(), ['443/udp', '80/tcp']);
    assert.ok(env.includes('GREETING=Grüße, 你好'));
    assert.equal(labels['slipway.test.colour'], 'blau');
    assert.deepEqual(rest, {
      volumes: ['/data'],
      command: ['httpd', '-f', '-p', '80', '-h', '/www'],
      entrypoint: [],
      user: '',
      workdir: '/www',
      stopSignal: 'SIGKILL',
      health: 'test ! -e /tmp/sick',
      foreignPlatform: undefined,
    });
    assert.deepEqual(await handlers.image('slipway-test/absent:1'), { kind: 'missing' });
    const wrong = await handlers.image('UPPER/case');
    assert.ok(wrong.kind === 'unknown' && wrong.sentence !== '');
  });

  it('says who has a port, and which is free', async () => {
    const { handlers } = serve();
    const asked = { port: 23456, protocol: 'tcp', ip: '' };
    const PortBindings = { '80/tcp': [{ HostPort: '23456' }] };
    const more = { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings } };
    const name = unique();
    await withContainer(docker, { name, more }, async id => {
      await on.row('container', id, ({ ports }) => ports.length > 0);
      assert.deepEqual(await handlers.port(asked), { kind: 'taken', by: name, next: 23457 });
      assert.deepEqual(await handlers.port({ ...asked, protocol: 'udp' }), { kind: 'free' });
    });
    const server = createServer().listen(0);
    await new Promise(resolve => server.once('listening', resolve));
    try {
      const { port } = server.address() as { port: number };
      const answer = await handlers.port({ ...asked, port });
      assert.ok(answer.kind === 'taken' && answer.by === undefined);
      assert.ok(answer.next !== undefined && answer.next > port);
    } finally {
      server.close();
    }
  });

  it('makes what the form says, and opens its logs', async () => {
    const name = unique();
    const { handlers } = serve();
    try {
      const script = 'echo hello; sleep 60';
      const line = `docker run --name ${name} -e A=b ${testImages.busybox} sh -c '${script}'`;
      await handlers.run({ spec: specOf(line), end: 'logs' });
      const { Config, State } = await docker.getContainer(name).inspect();
      assert.ok(State.Running && Config.Env.includes('A=b'));
      await until('it says so', () => last().work.phase === 'done');
      await until('the logs', () =>
        vscode.window.terminals.some(terminal => terminal.name.startsWith(name)),
      );
      assert.equal(on.lines.find(([word]) => word === 'run')?.[1], '-d');
    } finally {
      await remove(name);
    }
  });

  it('attaches before it starts', async () => {
    const name = unique();
    const { handlers } = serve();
    try {
      const line = `docker run -it --name ${name} ${testImages.busybox} sh`;
      await handlers.run({ spec: specOf(line), end: 'attach' });
      assert.equal((await docker.getContainer(name).inspect()).State.Running, true);
      assert.ok(vscode.window.terminals.some(terminal => terminal.name.startsWith(name)));
    } finally {
      await remove(name);
    }
  });

  it('tells how far a pull is, and ends it', async () => {
    let ended = false;
    const { handlers } = serve(
      {},
      {
        pull: (_, { signal, onState }) =>
          new Promise((_resolve, reject) => {
            onState(pullBegin);
            signal.addEventListener('abort', () => {
              ended = true;
              reject(signal.reason);
            });
          }),
      },
    );
    const pulling = handlers.pull('slipway-test/absent:1');
    await until('it pulls', () => last().work.phase === 'pulling');
    const { work } = last();
    assert.ok(work.phase === 'pulling' && work.fraction === 0 && work.sentence !== '');
    handlers.cancel(undefined as never);
    await pulling;
    await until('it is over', () => last().work.phase === 'idle');
    assert.ok(ended);
  });

  it('has the words, which each page asks for once', async () => {
    const { label, help } = await serve().handlers.texts(undefined as never);
    assert.ok(label.memory !== '' && help.memory !== '');
    assert.ok(!('texts' in last()));
  });

  it('says nothing while nobody looks, and then what it is by now', async () => {
    const served = serve();
    const count = states.length;
    served.watch(false);
    const name = unique();
    await withContainer(docker, { name }, async id => {
      await on.row('container', id, ({ state }) => state === 'running');
      await new Promise(resolve => setTimeout(resolve, 300));
      assert.equal(states.length, count);
      served.watch(true);
      assert.ok(isRunning(name));
    });
  });

  it('keeps quiet while nothing changes', async () => {
    serve();
    const count = await settled(); // the last test's container goes
    const { name } = await docker.createVolume({ Labels: testLabel });
    try {
      await on.row('volume', name);
      await new Promise(resolve => setTimeout(resolve, 300));
    } finally {
      await docker.getVolume(name).remove();
    }
    assert.equal(states.length, count, 'a volume without a name is of no use to the form');
  });

  it('knows which containers do not run', async () => {
    serve();
    const name = unique();
    await withContainer(docker, { name, start: false }, async id => {
      const known = await until('it is known', () => containerOf(name));
      assert.deepEqual(known, { name, id: id.slice(0, 12), isRunning: false });
      await docker.getContainer(id).start();
      await until('it runs', () => isRunning(name));
    });
  });
});
