import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { eventually } from '../lib/processes';
import { tar } from '../lib/tar';
import { testLabel } from '../lib/testEngine';
import { testImages } from '../lib/testImages';
import { create, followedEngine, only, quiet, reading, remove, seen, soon } from './following';

async function drain(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a host that follows an engine’s images', () => {
  const followed = followedEngine();
  const images = /^GET \/images\/json\??$/;
  const tags = (): readonly string[] =>
    followed()
      .host.store.all('image')
      .flatMap(image => image.tags);
  const has = (tag: string) => (): boolean => tags().includes(tag);
  const no = (tag: string) => (): boolean => !tags().includes(tag);

  it('sees them tagged and untagged', async () => {
    const { docker } = followed();
    const tag = { repo: 'live/image', tag: '1' };
    const act = (): Promise<unknown> => docker.getImage(testImages.busybox).tag(tag);
    only(await seen(followed(), act, has('live/image:1')), images);
    const untag = (): Promise<unknown> => docker.getImage('live/image:1').remove();
    only(await seen(followed(), untag, no('live/image:1')), images);
  });

  it('sees them imported, loaded, left without a name, pruned and removed', async () => {
    const { docker, host } = followed();
    const name = 'live/import:1';
    const content = tar([{ name: 'x', content: 'live' }]);
    const bring = async (): Promise<unknown> => {
      const wish = { repo: 'live/import', tag: '1' };
      return drain(await docker.importImage(Readable.from([content]), wish));
    };
    only(await seen(followed(), bring, has(name)), images);
    const archive = await drain(await docker.getImage(name).get());
    const discard = (): Promise<unknown> => docker.getImage(name).remove();
    only(await seen(followed(), discard, no(name)), images);
    const load = async (): Promise<unknown> =>
      drain(await docker.loadImage(Readable.from([archive])));
    only(await seen(followed(), load, has(name)), images);
    const { Id: id } = await docker.getImage(name).inspect();
    // Another takes the name: the one before is left without, and no event tells of it.
    await seen(
      followed(),
      () => docker.getImage(testImages.busybox).tag({ repo: 'live/import', tag: '1' }),
      () => host.store.get('image', id)?.tags.length === 0,
    );
    await seen(
      followed(),
      () => docker.pruneImages(),
      () => host.store.get('image', id) === undefined,
    );
    await discard();
  }).timeout(60_000);

  it('sees what a commit without a name makes', async () => {
    const { docker, host } = followed();
    const id = await create(docker, 'live-commit');
    const before = host.store.count('image');
    const commit = (): Promise<unknown> => docker.getContainer(id).commit();
    const asked = await seen(followed(), commit, () => host.store.count('image') === before + 1);
    only(asked, images, reading(id));
    await remove(docker, id);
    await seen(
      followed(),
      () => docker.pruneImages(),
      () => host.store.count('image') === before,
    );
  });

  it('sees the name of a container’s image move on', async () => {
    const { docker, host } = followed();
    await docker.getImage(testImages.busybox).tag({ repo: 'live/name', tag: '1' });
    const id = await create(docker, 'live-named', { Image: 'live/name:1', Cmd: ['true'] });
    const image = (): string | undefined => host.store.get('container', id)?.image;
    assert.ok(await eventually(() => image() === 'live/name:1', soon));
    const move = (): Promise<unknown> =>
      docker.getImage(testImages.noShell).tag({ repo: 'live/name', tag: '1' });
    await seen(followed(), move, () => image()?.startsWith('sha256:') === true);
    await remove(docker, id);
    await docker.getImage('live/name:1').remove();
  });
});

describe('a host that follows an engine’s volumes and networks', () => {
  const followed = followedEngine();
  const Labels = { ...testLabel };

  it('sees volumes made, used, removed and pruned', async () => {
    const { docker, host } = followed();
    const has = (name: string) => (): boolean => host.store.get('volume', name) !== undefined;
    const no = (name: string) => (): boolean => !has(name)();
    const volumes = /^GET \/volumes\?filters=\{"name":\["live-[a-z]+"\]\}$/;
    const make = (Name: string): Promise<unknown> => docker.createVolume({ Name, Labels });
    only(await seen(followed(), () => make('live-data'), has('live-data')), volumes);
    const id = await create(docker, 'live-mounts', { HostConfig: { Binds: ['live-data:/data'] } });
    const mounts = (): string | undefined => host.store.get('container', id)?.mounts[0]?.volume;
    const start = (): Promise<unknown> => docker.getContainer(id).start();
    only(await seen(followed(), start, () => mounts() === 'live-data'), volumes, reading(id));
    await remove(docker, id);
    const discard = (): Promise<unknown> => docker.getVolume('live-data').remove();
    only(await seen(followed(), discard, no('live-data')), volumes);
    await make('live-pruned');
    // Without the filter, engines since 23 prune only those that nobody named.
    const filters = { label: Object.keys(Labels), all: ['true'] };
    const prune = (): Promise<unknown> =>
      docker
        .pruneVolumes({ filters: JSON.stringify(filters) })
        .catch(() => docker.pruneVolumes({ filters: JSON.stringify({ label: filters.label }) }));
    await seen(followed(), prune, no('live-pruned'));
  }).timeout(60_000);

  it('sees networks made, joined, left, removed and pruned', async () => {
    const { docker, host } = followed();
    const named = (name: string) => (): boolean =>
      host.store.all('network').some(network => network.name === name);
    const no = (name: string) => (): boolean => !named(name)();
    const make = (Name: string): Promise<Docker.Network> => docker.createNetwork({ Name, Labels });
    const made = await seen(followed(), () => make('live-net'), named('live-net'));
    only(made, /^GET \/networks\?filters=\{"id":\["\w{64}"\]\}$/);
    const network = docker.getNetwork('live-net');
    const id = await create(docker, 'live-member');
    await docker.getContainer(id).start();
    await quiet(followed());
    const touched: string[] = [];
    const watch = host.store.onDidChange(({ kind, changed }) => {
      if (kind === 'network') touched.push(...changed);
    });
    const member = (): boolean =>
      host.store.get('container', id)?.networks.some(n => n.network === 'live-net') === true;
    const join = (): Promise<unknown> => network.connect({ Container: id });
    only(await seen(followed(), join, member), reading(id));
    assert.deepEqual(
      [...new Set(touched)].map(key => host.store.get('network', key)?.name),
      ['live-net'],
      'what inspect tells of the network differs',
    );
    const leave = (): Promise<unknown> => network.disconnect({ Container: id });
    only(await seen(followed(), leave, () => !member()), reading(id));
    watch.dispose();
    await remove(docker, id);
    await seen(followed(), () => network.remove(), no('live-net'));
    await make('live-pruned');
    await seen(followed(), () => docker.pruneNetworks(), no('live-pruned'));
  }).timeout(60_000);
});
