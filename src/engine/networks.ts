import { asList, asObject, type CallOptions, call, type Reached } from './connection';
import { object, objects, records, text, textMap } from './normalise';
import type { Network, Subnet } from './records';

/**
 * All networks, or those with the ids given. Members are not told here: a container knows its own.
 *
 * @throws {EngineError}
 * @see Engine API, NetworkList: GET /networks
 */
export async function listNetworks(
  engine: Reached,
  ids?: readonly string[],
  options: CallOptions = {},
): Promise<readonly Network[]> {
  const filters = ids && { filters: { id: [...ids] } };
  const answer = await call(options, abortSignal =>
    engine.docker.listNetworks({ ...filters, abortSignal }),
  );
  return records(asList(answer), toNetwork);
}

/**
 * A network as the engine tells it, for showing as it is.
 *
 * @throws {EngineError} `notFound`
 * @see Engine API, NetworkInspect: GET /networks/{id}
 */
export async function inspectNetwork(
  engine: Reached,
  id: string,
  options: CallOptions = {},
): Promise<Record<string, unknown>> {
  // The types know nothing of its options.
  const network = engine.docker.getNetwork(id) as unknown as {
    inspect(options: object): Promise<unknown>;
  };
  const answer = await call(options, abortSignal => network.inspect({ abortSignal }));
  return asObject(answer);
}

/** What `docker network rm` refuses, on every engine; `nat` is Windows'. */
const predefined: readonly string[] = ['bridge', 'host', 'none', 'nat', 'podman'];

/** The id of Podman's default network, on every machine: the digest of its name. */
const podman = '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9';

function toNetwork(entry: Record<string, unknown>): Network | undefined {
  const id = text(entry['Id']);
  if (id === '') return undefined;
  // Podman lists it as `bridge`, but its containers and commands know it by its own name.
  const name = id === podman ? 'podman' : text(entry['Name']);
  return {
    id,
    name,
    driver: text(entry['Driver']),
    scope: text(entry['Scope']),
    internal: entry['Internal'] === true,
    attachable: entry['Attachable'] === true,
    ipv6: entry['EnableIPv6'] === true,
    createdAt: text(entry['Created']),
    subnets: objects(object(entry['IPAM'])['Config']).map(toSubnet),
    labels: textMap(entry['Labels']),
    options: textMap(entry['Options']),
    predefined: predefined.includes(name),
  };
}

function toSubnet(entry: Record<string, unknown>): Subnet {
  return {
    subnet: text(entry['Subnet']),
    gateway: text(entry['Gateway']),
    range: text(entry['IPRange']),
  };
}
