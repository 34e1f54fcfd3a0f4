import type { CallOptions, Engine } from './connection';
import { listContainers } from './containers';
import { listImages } from './images';
import { listNetworks } from './networks';
import type { Container, Image, Network, Volume } from './records';
import { readDiskUsage } from './system';
import { listVolumes } from './volumes';

export interface UnusedImage {
  readonly image: Image;
  /** What would go with it alone; undefined where the engine does not tell. */
  readonly sizeBytes: number | undefined;
  /** Nameless: what `docker image prune` takes without `--all`. */
  readonly dangling: boolean;
}

export interface UnusedVolume {
  readonly volume: Volume;
  readonly sizeBytes: number | undefined;
}

export interface UnusedNetwork {
  readonly network: Network;
  /** Stopped containers that want it when they start: `docker network prune` takes it all the same. */
  readonly wantedBy: readonly string[];
}

/**
 * The images that no container uses, running or not, as the engine tells them now. Nothing is
 * removed: `docker image prune` would give no choice.
 *
 * @throws {EngineError}
 * @see Engine API, SystemDataUsage: GET /system/df; ImageList; ContainerList
 */
export async function findUnusedImages(
  engine: Engine,
  options: CallOptions = {},
): Promise<readonly UnusedImage[]> {
  const [usage, images, containers] = await Promise.all([
    readDiskUsage(engine, options),
    listImages(engine, options),
    listContainers(engine, undefined, options),
  ]);
  const used = new Set(containers.map(container => container.imageId));
  const entries = new Map(usage.image.entries.map(entry => [entry.id, entry]));
  return images
    .filter(({ id }) => !used.has(id) && !entries.get(id)?.inUse)
    .map(image => ({
      image,
      sizeBytes: entries.get(image.id)?.sizeBytes,
      dangling: image.tags.length === 0 && image.digests.length === 0,
    }));
}

/**
 * The volumes that no container uses, running or not, with their sizes.
 *
 * @throws {EngineError}
 * @see Engine API, SystemDataUsage: GET /system/df; VolumeList; ContainerList
 */
export async function findUnusedVolumes(
  engine: Engine,
  options: CallOptions = {},
): Promise<readonly UnusedVolume[]> {
  const [usage, volumes, containers] = await Promise.all([
    readDiskUsage(engine, options),
    listVolumes(engine, undefined, options),
    listContainers(engine, undefined, options),
  ]);
  const used = new Set(containers.flatMap(c => c.mounts.map(mount => mount.volume)));
  const entries = new Map(usage.volume.entries.map(entry => [entry.id, entry]));
  return volumes
    .filter(({ name }) => !used.has(name) && !entries.get(name)?.inUse)
    .map(volume => ({ volume, sizeBytes: entries.get(volume.name)?.sizeBytes }));
}

/**
 * The networks without a running member, but the engine's own.
 *
 * @throws {EngineError}
 * @see Engine API, NetworkList: GET /networks; ContainerList
 */
export async function findUnusedNetworks(
  engine: Engine,
  options: CallOptions = {},
): Promise<readonly UnusedNetwork[]> {
  const [networks, containers] = await Promise.all([
    listNetworks(engine, undefined, options),
    listContainers(engine, undefined, options),
  ]);
  return networks
    .filter(network => !network.predefined && network.name !== 'ingress')
    .map(network => ({ network, members: containers.filter(c => isIn(c, network)) }))
    .filter(({ members }) => !members.some(isActive))
    .map(({ network, members }) => ({ network, wantedBy: members.map(c => c.name) }));
}

function isIn({ networks }: Container, network: Network): boolean {
  return networks.some(place => place.networkId === network.id || place.network === network.name);
}

function isActive({ state }: Container): boolean {
  return state === 'running' || state === 'paused' || state === 'restarting';
}
