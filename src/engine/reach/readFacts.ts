import type { Question } from '../../docker/network/diagnosis';
import type { ContainerFacts, NetworkFacts, ReachabilityFacts } from '../../docker/network/facts';
import { isLoopback } from '../../docker/network/names';
import { asList, type CallOptions, call, type Engine, ping } from '../connection';
import { inspectContainer } from '../containers';
import { ifThere } from '../ifThere';
import { object, objects, text, texts } from '../normalise';
import { withSockets } from './withSockets';

export interface FactsOptions extends CallOptions {
  /** Whether a helper container may be run to see what an image without a shell listens on. */
  readonly mayHelp?: boolean;
  /** The addresses that others know the engine's host by. */
  readonly hostAddresses?: readonly string[];
}

/** More neighbours than these are known by what the list tells of them. */
const mostInspected = 40;

/**
 * All that an answer to the question hangs on: the clock, two lists, what inspect tells of the containers that
 * matter, and what the one that answers listens on.
 *
 * @throws {EngineError}
 * @see Engine API, ContainerList, NetworkList, ContainerInspect, ContainerExec
 */
export async function readFacts(
  engine: Engine,
  question: Question,
  options: FactsOptions = {},
): Promise<ReachabilityFacts> {
  const { mayHelp = false, hostAddresses, ...bounds } = options;
  const [nowSeconds, listed, networks] = await Promise.all([
    ping(engine, bounds),
    call(bounds, abortSignal => engine.docker.listContainers({ all: true, abortSignal })),
    call(bounds, abortSignal => engine.docker.listNetworks({ abortSignal })),
  ]);
  const list = asList(listed).map(fromList);
  const ends = endsOf(question, list);
  const near = [...new Set([...ends, ...neighbours(ends, question, list)])].slice(0, mostInspected);
  const { version } = engine.about;
  const facts = {
    containers: await inspected(engine, list, near, bounds),
    networks: asList(networks) as unknown as NetworkFacts[],
    host: { version, nowSeconds, ...(hostAddresses && { addresses: hostAddresses }) },
  };
  return withSockets(engine, facts, question, { ...bounds, mayHelp });
}

/** The list, with what inspect tells of some; one that went meanwhile is left out. */
async function inspected(
  engine: Engine,
  list: readonly ContainerFacts[],
  ids: readonly string[],
  options: CallOptions,
): Promise<readonly ContainerFacts[]> {
  const told = new Map<string, ContainerFacts | undefined>();
  const read = async (id: string): Promise<void> => {
    const answer = await ifThere(inspectContainer(engine, id, options));
    told.set(id, answer as ContainerFacts | undefined);
  };
  await Promise.all(ids.map(read));
  return list.flatMap(one => (told.has(one.Id) ? (told.get(one.Id) ?? []) : one));
}

/** What the list tells, as inspect would; names and what is exposed it does not tell. */
function fromList(entry: Record<string, unknown>): ContainerFacts {
  const names = texts(entry['Names']);
  const ports = objects(entry['Ports']).filter(port => Number(port['PublicPort']) > 0);
  const keyed = ports.map(port => {
    const bound = { HostIp: text(port['IP']), HostPort: String(port['PublicPort']) };
    return [`${Number(port['PrivatePort'])}/${text(port['Type'])}`, bound] as const;
  });
  const grouped: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const [key, bound] of keyed) grouped[key] = [...(grouped[key] ?? []), bound];
  const networks = object(entry['NetworkSettings'])['Networks'];
  return {
    Id: text(entry['Id']),
    Name: names.find(name => name.lastIndexOf('/') <= 0) ?? names[0] ?? '',
    State: { Status: text(entry['State']) },
    HostConfig: { NetworkMode: text(object(entry['HostConfig'])['NetworkMode']) },
    NetworkSettings: { Networks: object(networks) as Record<string, object>, Ports: grouped },
  };
}

function bareName({ Name }: ContainerFacts): string {
  return (Name ?? '').replace(/^\//, '');
}

function find(list: readonly ContainerFacts[], word: string): ContainerFacts | undefined {
  const bare = word.replace(/^\//, '');
  return (
    list.find(one => one.Id === bare || bareName(one) === bare) ??
    (bare.length >= 12 ? list.find(({ Id }) => Id.startsWith(bare)) : undefined)
  );
}

/** Both ends as far as they are named, and whose network they have. */
function endsOf({ from, to, port }: Question, list: readonly ContainerFacts[]): readonly string[] {
  const words = [
    typeof from === 'string' ? undefined : from.container,
    'container' in to ? to.container : to.meant,
  ];
  const named = words.flatMap(word => (word === undefined ? [] : (find(list, word) ?? [])));
  const found = [...named, ...holders(to, port, list)];
  const ends = new Set<string>();
  for (let one of found) {
    while (!ends.has(one.Id)) {
      ends.add(one.Id);
      const [, parent] = /^container:(.+)$/.exec(one.HostConfig?.NetworkMode ?? '') ?? [];
      one = (parent === undefined ? undefined : find(list, parent)) ?? one;
    }
  }
  return [...ends];
}

/** Whose the address or the name is, or the port of the host. */
function holders(
  to: Question['to'],
  port: number | undefined,
  list: readonly ContainerFacts[],
): readonly ContainerFacts[] {
  if ('container' in to) return [];
  const word = 'name' in to ? to.name : to.address;
  const named = find(list, word);
  return list.filter(one => {
    const { Networks, Ports } = one.NetworkSettings ?? {};
    const places = Object.values(Networks ?? {});
    const has = places.some(place => [place?.IPAddress, place?.GlobalIPv6Address].includes(word));
    const bound = Object.values(Ports ?? {}).flat();
    return one === named || has || bound.some(binding => binding?.HostPort === String(port));
  });
}

/** Who shares the network of an end; and where a name is asked for, all whose it may be. */
function neighbours(
  ends: readonly string[],
  { to }: Question,
  list: readonly ContainerFacts[],
): readonly string[] {
  const nets = (one: ContainerFacts): readonly string[] =>
    Object.keys(one.NetworkSettings?.Networks ?? {});
  const asksName = 'name' in to && !isLoopback(to.name);
  const near = new Set(asksName ? list.filter(({ Id }) => ends.includes(Id)).flatMap(nets) : []);
  return list
    .filter(one => {
      const parent = (one.HostConfig?.NetworkMode ?? '').replace(/^container:/, '');
      return ends.includes(parent) || nets(one).some(net => near.has(net));
    })
    .map(({ Id }) => Id);
}
