import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Engine } from '../../src/engine/connection';
import {
  killContainer,
  removeContainer,
  restartContainer,
  startContainer,
  stopContainer,
} from '../../src/engine/containerVerbs';
import { runExec } from '../../src/engine/exec';
import { loadImages, saveImages } from '../../src/engine/imageArchive';
import { removeImageName } from '../../src/engine/imageVerbs';
import { readLogs } from '../../src/engine/logs';
import { connectContainer, createNetwork } from '../../src/engine/networkVerbs';
import { readProcesses } from '../../src/engine/processes';
import type { Container, Network } from '../../src/engine/records';
import { readDiskUsage } from '../../src/engine/system';
import { Host } from '../../src/model/host';
import { connected, converges, create, remove, soon } from '../engine/following';
import { endpointAt } from '../lib/endpointAt';
import { createEngine } from '../lib/privateEngine';
import { eventually } from '../lib/processes';
import { engineOf, type TestEngine, testLabel } from '../lib/testEngine';
import { busyboxFiles, importImage, testImages } from '../lib/testImages';

const image = testImages.busybox;

describe('Podman, as an engine', () => {
  let test: TestEngine;
  let engine: Engine;
  let host: Host;
  const container = (id: string): Container | undefined => host.store.get('container', id);
  const network = (name: string): Network | undefined =>
    host.store.all('network').find(one => one.name === name);
  const sees = async (is: () => boolean): Promise<void> => {
    assert.ok(await eventually(is, soon), 'not seen');
    await converges(host, engine);
  };
  const running = (id: string) => (): boolean => container(id)?.state === 'running';

  before(async function () {
    this.timeout(120_000);
    test = engineOf(await createEngine({ podman: true }));
    await importImage(test.docker, image, busyboxFiles(), ['ENV PATH=/bin', 'CMD ["/bin/sh"]']);
    engine = await connect(endpointAt(test.socket));
    host = new Host('podman', async () => endpointAt(test.socket));
    await connected(host);
  });

  after(async function () {
    this.timeout(60_000);
    host?.dispose();
    engine?.close();
    await test?.control.purge();
  });

  it('is known for what it is', () => {
    assert.equal(engine.about.product, 'Podman');
    assert.match(engine.about.version, /^\d+\.\d+\.\d+/);
    assert.deepEqual(
      host.store.all('image').map(one => one.tags),
      [[`docker.io/${image}`]],
    );
    assert.equal(network('podman')?.predefined, true);
  });

  it('is followed: a container comes, lives and goes', async () => {
    const id = await create(test.docker, 'life', { Image: image, Cmd: ['sleep', '3600'] });
    await sees(() => container(id)?.state === 'created');
    await startContainer(engine, id);
    await startContainer(engine, id);
    await sees(running(id));
    await test.docker.getContainer(id).kill({ signal: 'KILL' });
    await sees(() => container(id)?.state === 'exited');
    assert.equal(container(id)?.exitCode, 137);
    await restartContainer(engine, id, { graceSeconds: 0 });
    await sees(running(id));
    await stopContainer(engine, id, { graceSeconds: 0 });
    await stopContainer(engine, id, { graceSeconds: 0 });
    await sees(() => container(id)?.state === 'exited');
    await removeContainer(engine, id);
    await sees(() => container(id) === undefined);
  });

  it('tells the log, also as it grows, and runs programs', async () => {
    const Cmd = ['sh', '-c', 'echo one; echo two >&2; sleep 4; echo three; exit 4'];
    const id = await create(test.docker, 'log', { Image: image, Cmd });
    await startContainer(engine, id);
    const { code, stdout, stderr } = await runExec(engine, id, {
      command: ['sh', '-c', 'echo out; echo err >&2; exit 7'],
    });
    assert.deepEqual([code, stdout, stderr], [7, 'out\n', 'err\n']);
    const processes = await readProcesses(engine, id);
    const sleeping = processes.find(process => process.command === 'sleep 4');
    assert.match(`${sleeping?.user} ${sleeping?.pid}`, /^root \d+$/);
    const query = { tty: false, follow: true };
    const said: string[] = [];
    for await (const messages of readLogs(engine, id, query, AbortSignal.timeout(30_000))) {
      said.push(...messages.map(({ from, text }) => `${from} ${text}`));
    }
    assert.deepEqual(said.sort(), ['stderr two', 'stdout one', 'stdout three']);
    await sees(() => container(id)?.exitCode === 4);
    await remove(test.docker, id);
  });

  it('follows the log of one that is silent, and says conflict as Docker does', async () => {
    const id = await create(test.docker, 'silent', { Image: image, Cmd: ['sleep', '3600'] });
    const conflict = { name: 'EngineError', kind: 'conflict' };
    await assert.rejects(killContainer(engine, id, 'KILL'), conflict);
    await startContainer(engine, id);
    await assert.rejects(removeContainer(engine, id), conflict);
    const life = new AbortController();
    // It does not answer before there is a line.
    const next = readLogs(engine, id, { tty: false, follow: true }, life.signal).next();
    await pause(300);
    life.abort();
    assert.deepEqual(await next, { done: true, value: undefined });
    await remove(test.docker, id);
  });

  it('saves images and loads them', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-podman-'));
    const file = path.join(folder, 'images.tar');
    const second = 'docker.io/slipway-test/second:1';
    try {
      await importImage(test.docker, 'slipway-test/second:1', [{ name: 'x', content: 'second' }]);
      await saveImages(engine, [image, second], file);
      await removeImageName(engine, second);
      await sees(() => host.store.count('image') === 1);
      const { images } = await loadImages(engine, file);
      assert.deepEqual([...images].sort(), [`docker.io/${image}`, second]);
      await sees(() => host.store.count('image') === 2);
      await removeImageName(engine, second);
      await sees(() => host.store.count('image') === 1);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('shows networks made and removed, of which it sends no event, and who is in them', async () => {
    const name = 'podman-net';
    const { docker } = test;
    const watched = host.state.phase === 'connected' && host.state.engine;
    assert.ok(watched);
    const id = await createNetwork(watched, { name, labels: testLabel });
    await sees(() => network(name)?.id === id);
    const member = await create(docker, 'member', { Image: image, Cmd: ['sleep', '3600'] });
    await startContainer(engine, member);
    await connectContainer(engine, id, member, { aliases: ['other'] });
    await sees(() => container(member)?.networks.length === 2);
    const places = container(member)?.networks ?? [];
    // Where no id is told, rows find each other by the name.
    for (const own of ['podman', name]) {
      const place = places.find(one => one.network === own);
      assert.ok(place && ['', network(own)?.id].includes(place.networkId), own);
    }
    await remove(docker, member);
    await docker.getNetwork(id).remove();
    await host.check();
    await sees(() => network(name) === undefined);
  });

  it('adds up the images, which it counts once a name', async () => {
    await test.docker.getImage(image).tag({ repo: 'slipway-test/other', tag: '1' });
    const { image: usage } = await readDiskUsage(engine);
    const [entry, ...others] = usage.entries;
    assert.deepEqual(others, []);
    assert.equal(usage.count, 1);
    assert.deepEqual([...(entry?.names ?? [])].sort(), [
      `docker.io/${image}`,
      'docker.io/slipway-test/other:1',
    ]);
    assert.ok(usage.sizeBytes > 1_000_000, `${usage.sizeBytes} bytes`);
    assert.equal(host.store.get('image', entry?.id ?? '')?.sizeBytes, usage.sizeBytes);
  });
});
