import type { Process } from '../../../src/engine/processes';
import type { Container, Details, Image, Network, Volume } from '../../../src/engine/records';
import type { VolumeSize } from '../../../src/engine/volumeSizes';
import type { World } from '../../../src/trees/kindView';
import { Usage } from '../../../src/trees/usage';

/** Records with all that a test does not care for filled in. */
export function container(name: string, more: Partial<Container> = {}): Container {
  return {
    id: idOf(name),
    name,
    image: 'nginx:1.27',
    imageId: 'sha256:1',
    command: 'nginx',
    createdSeconds: 1_000,
    state: 'running',
    health: 'none',
    exitCode: undefined,
    ports: [],
    labels: {},
    networkMode: 'bridge',
    networks: [],
    mounts: [],
    ...more,
  };
}

export function image(tags: readonly string[], more: Partial<Image> = {}): Image {
  return {
    id: `sha256:${idOf(tags[0] ?? 'dangling')}`,
    tags,
    digests: [],
    createdSeconds: 1_000,
    sizeBytes: 5_000_000,
    labels: {},
    ...more,
  };
}

export function volume(name: string, more: Partial<Volume> = {}): Volume {
  return {
    name,
    driver: 'local',
    scope: 'local',
    mountpoint: `/var/lib/docker/volumes/${name}/_data`,
    createdAt: '2024-01-01T00:00:00Z',
    labels: {},
    options: {},
    anonymous: false,
    ...more,
  };
}

export function network(name: string, more: Partial<Network> = {}): Network {
  return {
    id: idOf(name),
    name,
    driver: 'bridge',
    scope: 'local',
    internal: false,
    attachable: false,
    ipv6: false,
    createdAt: '2024-01-01T00:00:00Z',
    subnets: [{ subnet: '10.1.0.0/24', gateway: '10.1.0.1', range: '' }],
    labels: {},
    options: {},
    predefined: false,
    ...more,
  };
}

export function membership(of: Network, more: Partial<Container['networks'][number]> = {}) {
  return { networkId: of.id, network: of.name, ipv4: '', ipv6: '', mac: '', aliases: [], ...more };
}

/** 64 digits, as an engine's ids have. */
export function idOf(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
}

export interface Known {
  readonly containers?: readonly Container[];
  /** Whether that is all of them. */
  readonly isKnown?: boolean;
  readonly networks?: readonly Network[];
  readonly details?: Readonly<Record<string, Details['container'] | Details['image']>>;
  readonly sizes?: Readonly<Record<string, VolumeSize>>;
  readonly processes?: readonly Process[];
}

/** A host that knows these. */
export function world({
  containers = [],
  isKnown = true,
  networks = [],
  details,
  sizes,
  processes,
}: Known): World {
  const usage = new Usage();
  usage.isKnown = isKnown;
  for (const one of containers) usage.set(one.id, one);
  const records: Readonly<Record<string, readonly { id: string; name: string }[]>> = {
    container: containers,
    network: networks,
  };
  return {
    engine: { version: '28.5.2', product: 'Docker', os: 'linux', arch: 'amd64' },
    usage,
    hostName: 'localhost',
    nowSeconds: () => 1_000 + 3 * 7 * 24 * 3600,
    get: (kind, id) =>
      records[kind]?.find(record => record.id === id || record.name === id) as never,
    details: (_, id) => details?.[id] as never,
    measured: name => sizes?.[name],
    processes: () => Promise.resolve(processes ?? []),
    key: (kind, id) => `here/${kind}/${id}`,
  };
}

export const top = { grouping: 'none', group: '', isBelow: false };
