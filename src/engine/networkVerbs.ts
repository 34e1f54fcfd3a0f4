import type { NetworkPool, UsedAddress } from '../docker/containerAddress';
import type { Endpoint } from '../docker/run/createRequest';
import { asObject, type CallOptions, call, type Engine } from './connection';
import { EngineError } from './errors';
import { inspectNetwork } from './networks';
import { object, objects, text } from './normalise';

export interface NetworkWish {
  readonly name: string;
  /** @default `bridge` */
  readonly driver?: string;
  readonly internal?: boolean;
  /** Swarm only: also containers that are no part of a service may join. */
  readonly attachable?: boolean;
  readonly ipv6?: boolean;
  /** One of IPv4, one of IPv6, or none: then the engine takes one of its own pools. */
  readonly pools?: readonly PoolWish[];
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface PoolWish {
  /** CIDR. */
  readonly subnet: string;
  readonly gateway?: string;
  readonly range?: string;
}

export interface EndpointWish {
  /** Only a network whose subnet was chosen takes one; which these are the engine does not tell. */
  readonly ipv4?: string;
  readonly ipv6?: string;
  /** More names that the others of this network find it by; not on the default bridge. */
  readonly aliases?: readonly string[];
}

/** What an address for a new member has to keep clear of. */
export interface NetworkUse {
  readonly pools: readonly NetworkPool[];
  /** Of running containers: a stopped one holds none. */
  readonly used: readonly UsedAddress[];
}

/** Firewall rules take their time on a busy machine; in milliseconds. */
const patience = 30_000;

/**
 * Makes a network. Two of the same name are refused.
 *
 * @returns its id
 * @throws {EngineError} `conflict` for the name or an overlapping subnet, `notFound` without the
 *   driver, `server` where all pools are used up or the subnet is the host's own
 * @see Engine API, NetworkCreate: POST /networks/create
 */
export async function createNetwork(
  engine: Engine,
  wish: NetworkWish,
  options: CallOptions = {},
): Promise<string> {
  const config = (wish.pools ?? []).map(({ subnet, gateway, range }) => ({
    Subnet: subnet,
    ...(gateway && { Gateway: gateway }),
    ...(range && { IPRange: range }),
  }));
  const body = {
    Name: wish.name,
    Driver: wish.driver || 'bridge',
    // Engines before 25 allow two of the same name without it; newer ones ignore it.
    CheckDuplicate: true,
    Internal: wish.internal === true,
    Attachable: wish.attachable === true,
    EnableIPv6: wish.ipv6 === true,
    ...(config.length > 0 && { IPAM: { Driver: 'default', Config: config } }),
    Options: { ...wish.options },
    Labels: { ...wish.labels },
  };
  const made = await call({ timeoutMs: patience, ...options }, abortSignal =>
    engine.docker.createNetwork({ ...body, abortSignal } as typeof body),
  );
  return made.id;
}

/**
 * Removes a network.
 *
 * @throws {EngineError} `conflict` for one of the engine's own, or with running members; `notFound`
 * @see Engine API, NetworkDelete: DELETE /networks/{id}
 */
export async function removeNetwork(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<void> {
  await call({ timeoutMs: patience, ...options }, abortSignal =>
    engine.docker.getNetwork(id).remove({ abortSignal } as object),
  );
}

/**
 * Puts a container into one more network, running or not.
 *
 * @throws {EngineError} `conflict` for a container with the host's network, with another's, or that
 *   is in it already (20.10: `conflict`, else `server`); `badRequest`, `notFound`
 * @see Engine API, NetworkConnect: POST /networks/{id}/connect
 */
export async function connectContainer(
  engine: Engine,
  network: string,
  container: string,
  wish: EndpointWish = {},
  options: CallOptions = {},
): Promise<void> {
  const { ipv4, ipv6, aliases = [] } = wish;
  const addresses = {
    ...(ipv4 && { IPv4Address: ipv4 }),
    ...(ipv6 && { IPv6Address: ipv6 }),
  };
  const endpoint = {
    ...((ipv4 || ipv6) && { IPAMConfig: addresses }),
    ...(aliases.length > 0 && { Aliases: [...aliases] }),
  };
  await joinNetwork(engine, network, container, endpoint, options);
}

/**
 * Puts a container into one more network, with all that the engine can be asked for there.
 *
 * @throws {EngineError} as `connectContainer`
 * @see Engine API, NetworkConnect: POST /networks/{id}/connect
 */
export async function joinNetwork(
  engine: Engine,
  network: string,
  container: string,
  endpoint: Endpoint,
  options: CallOptions = {},
): Promise<void> {
  const body = { Container: container, EndpointConfig: endpoint };
  await call({ timeoutMs: patience, ...options }, abortSignal =>
    engine.docker.getNetwork(network).connect({ ...body, abortSignal } as object),
  );
}

/** Whether a fixed address was refused since the engine chose the network's subnet by itself. */
export function wantsOwnSubnet(error: unknown): boolean {
  return EngineError.is(error) && /user configured subnets/i.test(error.message);
}

/**
 * Takes a container out of a network.
 *
 * @param options.force also where the engine lost sight of the container
 * @throws {EngineError} `conflict` or `server` where it is not in it, `notFound`
 * @see Engine API, NetworkDisconnect: POST /networks/{id}/disconnect
 */
export async function disconnectContainer(
  engine: Engine,
  network: string,
  container: string,
  options: CallOptions & { readonly force?: boolean } = {},
): Promise<void> {
  const { force = false, ...rest } = options;
  const body = { Container: container, Force: force };
  await call({ timeoutMs: patience, ...rest }, abortSignal =>
    engine.docker.getNetwork(network).disconnect({ ...body, abortSignal } as object),
  );
}

/**
 * The subnets of a network and who has which address now.
 *
 * @throws {EngineError} `notFound`
 * @see Engine API, NetworkInspect: GET /networks/{id}
 */
export async function readNetworkUse(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<NetworkUse> {
  const answer = asObject(await inspectNetwork(engine, id, options));
  const ipam = object(answer['IPAM']);
  const pools = objects(ipam['Config']).map(entry => ({
    subnet: text(entry['Subnet']),
    gateway: withoutLength(text(entry['Gateway'])),
    range: text(entry['IPRange']),
  }));
  const used = objects(Object.values(object(answer['Containers']))).flatMap(member =>
    [text(member['IPv4Address']), text(member['IPv6Address'])]
      .filter(address => address !== '')
      .map(address => ({ address: withoutLength(address), owner: text(member['Name']) })),
  );
  return { pools, used };
}

/** Members' addresses come with the subnet's length: `172.18.0.2/16`. */
function withoutLength(address: string): string {
  return address.replace(/\/\d+$/, '');
}
