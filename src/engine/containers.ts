import { type EnginePort, mergePublished } from '../docker/ports';
import { readStatus } from '../docker/status';
import { asList, asObject, type CallOptions, call, type Reached } from './connection';
import { number, object, objects, records, text, textMap, texts } from './normalise';
import type { Container, ContainerDetails, Membership, Mount } from './records';

/**
 * All containers, running or not, or those with the ids given.
 *
 * @throws {EngineError}
 * @see Engine API, ContainerList: GET /containers/json
 */
export async function listContainers(
  engine: Reached,
  ids?: readonly string[],
  options: CallOptions = {},
): Promise<readonly Container[]> {
  const filters = ids && { filters: { id: [...ids] } };
  const answer = await call(options, abortSignal =>
    engine.docker.listContainers({ all: true, ...filters, abortSignal }),
  );
  return records(asList(answer), toContainer);
}

/**
 * The part of a container that no list tells.
 *
 * @throws {EngineError} `notFound`
 * @see Engine API, ContainerInspect: GET /containers/{id}/json
 */
export async function readContainer(
  engine: Reached,
  id: string,
  options: CallOptions = {},
): Promise<ContainerDetails> {
  return toDetails(asObject(await inspectContainer(engine, id, options)));
}

/**
 * A container as the engine tells it, for showing as it is.
 *
 * @param size also the size of its writable layer (`SizeRw`) and of all (`SizeRootFs`), in bytes: slow
 * @see Engine API, ContainerInspect: GET /containers/{id}/json
 */
export async function inspectContainer(
  engine: Reached,
  id: string,
  options: CallOptions & { readonly size?: boolean } = {},
): Promise<Record<string, unknown>> {
  const { size = false, ...rest } = options;
  const answer: unknown = await call(rest, abortSignal =>
    engine.docker.getContainer(id).inspect({ ...(size && { size }), abortSignal } as object),
  );
  return asObject(answer);
}

function toContainer(entry: Record<string, unknown>): Container | undefined {
  const id = text(entry['Id']);
  if (id === '') return undefined;
  const mode = text(object(entry['HostConfig'])['NetworkMode']);
  return {
    id,
    name: ownName(texts(entry['Names'])) || id.slice(0, 12),
    image: text(entry['Image']),
    imageId: text(entry['ImageID']),
    command: text(entry['Command']),
    createdSeconds: number(entry['Created']),
    ...readStatus(entry['State'], entry['Status']),
    ports: mergePublished(objects(entry['Ports']).map(toPort)),
    labels: textMap(entry['Labels']),
    networkMode: mode,
    networks: memberships(object(entry['NetworkSettings'])['Networks']),
    mounts: objects(entry['Mounts']).map(toMount),
  };
}

/** `Names` holds the legacy links too (`/web/db`): its own has one slash. */
function ownName(names: readonly string[]): string {
  const own = names.find(name => name.lastIndexOf('/') <= 0) ?? names[0] ?? '';
  return own.replace(/^\//, '');
}

function memberships(networks: unknown): readonly Membership[] {
  return Object.entries(object(networks)).map(([network, value]) => {
    const place = object(value);
    const networkId = text(place['NetworkID']);
    return {
      // Podman 4 has the name there, too.
      networkId: networkId === network ? '' : networkId,
      network,
      ipv4: text(place['IPAddress']),
      ipv6: text(place['GlobalIPv6Address']),
      mac: text(place['MacAddress']),
      aliases: distinct(texts(place['Aliases']), texts(place['DNSNames'])),
    };
  });
}

/** Mostly there are none: lists of ten thousand are not copied for nothing. */
function distinct(some: readonly string[], others: readonly string[]): readonly string[] {
  return some.length + others.length === 0 ? some : [...new Set([...some, ...others])];
}

function toPort(entry: Record<string, unknown>): EnginePort {
  return {
    IP: text(entry['IP']),
    PrivatePort: number(entry['PrivatePort']),
    PublicPort: number(entry['PublicPort']),
    Type: text(entry['Type']),
  };
}

const mountTypes: readonly string[] = ['bind', 'volume', 'tmpfs', 'npipe', 'cluster', 'image'];

function toMount(entry: Record<string, unknown>): Mount {
  const type = text(entry['Type']);
  return {
    type: (mountTypes.includes(type) ? type : 'bind') as Mount['type'],
    volume: type === 'volume' ? text(entry['Name']) : '',
    source: text(entry['Source']),
    target: text(entry['Destination']),
    readOnly: entry['RW'] === false,
  };
}

/** Its options are as `mount -o` has them: `ro,size=64m`. */
function toTmpfs([target, options]: readonly [string, unknown]): Mount {
  const readOnly = text(options).split(',').includes('ro');
  return { type: 'tmpfs', volume: '', source: '', target, readOnly };
}

function toDetails(answer: Record<string, unknown>): ContainerDetails {
  const state = object(answer['State']);
  const config = object(answer['Config']);
  const host = object(answer['HostConfig']);
  const settings = object(answer['NetworkSettings']);
  return {
    command: [text(answer['Path']), ...texts(answer['Args'])].filter(part => part !== ''),
    startedAt: text(state['StartedAt']),
    finishedAt: text(state['FinishedAt']),
    error: text(state['Error']),
    oomKilled: state['OOMKilled'] === true,
    restartPolicy: text(object(host['RestartPolicy'])['Name']),
    restartCount: number(answer['RestartCount']),
    user: text(config['User']),
    workingDir: text(config['WorkingDir']),
    tty: config['Tty'] === true,
    openStdin: config['OpenStdin'] === true,
    autoRemove: host['AutoRemove'] === true,
    memoryBytes: number(host['Memory']),
    cpus: number(host['NanoCpus']) / 1e9 || quotaCpus(host),
    pidsLimit: Math.max(0, number(host['PidsLimit'])),
    networks: memberships(settings['Networks']),
    tmpfs: Object.entries(object(host['Tmpfs'])).map(toTmpfs),
    exposed: Object.keys(object(config['ExposedPorts'])),
    platform: text(answer['Platform']),
  };
}

/** `--cpu-quota` instead of `--cpus`; its period is 100 ms where not given. */
function quotaCpus(host: Record<string, unknown>): number {
  return Math.max(0, number(host['CpuQuota'])) / (number(host['CpuPeriod']) || 100_000);
}
