import { type NetworkMode, parseNetworkMode } from '../networkMode';
import { isProtocol, type Protocol } from '../ports';
import { shortId } from '../shortId';
import { type ContainerState, type Health, readStatus } from '../status';
import type {
  ContainerFacts,
  EndpointFacts,
  NetworkFacts,
  PortFacts,
  ReachabilityFacts,
} from './facts';
import { listeningSockets, type Socket } from './sockets';

/** The facts, with nothing missing. */
export interface Scene {
  readonly peers: readonly Peer[];
  readonly nets: readonly Net[];
  /** By the container's id. */
  readonly sockets: ReadonlyMap<string, readonly Socket[]>;
  readonly hostAddresses: readonly string[];
  readonly hostSockets: readonly Socket[] | undefined;
  /** 0: not known. */
  readonly majorVersion: number;
}

export interface Peer {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerState;
  readonly health: Health;
  readonly exitCode: number;
  readonly startedAt: string;
  readonly hostname: string;
  readonly mode: NetworkMode;
  /** `80/tcp` */
  readonly exposed: readonly string[];
  readonly publishesAll: boolean;
  readonly bindings: readonly Binding[];
  /** `name:address` */
  readonly extraHosts: readonly string[];
  readonly links: readonly string[];
  readonly members: readonly Member[];
}

/** One port on the host. */
export interface Binding {
  readonly hostIp: string;
  /** 0: the engine has not chosen yet. */
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: Protocol;
  /** False: only asked for; the engine binds it while the container runs, on a network with a way out. */
  readonly bound: boolean;
}

/** A container's place in a network. */
export interface Member {
  readonly net: Net;
  /** Without empty ones; none while it does not run. */
  readonly addresses: readonly string[];
  /** The network's gateways as the container has them. */
  readonly gateways: readonly string[];
  readonly aliases: readonly string[];
  readonly dnsNames: readonly string[] | undefined;
}

export interface Net {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  /** False: its members do not reach each other. */
  readonly icc: boolean;
  /** The engine's own bridge, Podman's too: no names there. */
  readonly isDefault: boolean;
  readonly subnets: readonly string[];
  readonly gateways: readonly string[];
}

export function readScene(facts: ReachabilityFacts): Scene {
  const nets = (facts.networks ?? []).map(readNet);
  const sockets = Object.entries(facts.sockets ?? {});
  const { addresses, version, nowSeconds, sockets: hostTexts } = facts.host ?? {};
  return {
    peers: (facts.containers ?? []).map(container => readPeer(container, nets, nowSeconds ?? 0)),
    nets,
    sockets: new Map(sockets.map(([id, texts]) => [id, listeningSockets(texts ?? {})])),
    hostAddresses: addresses ?? [],
    hostSockets: hostTexts ? listeningSockets(hostTexts) : undefined,
    majorVersion: Number.parseInt(version ?? '', 10) || 0,
  };
}

function readNet(facts: NetworkFacts): Net {
  const options = facts.Options ?? {};
  const pools = facts.IPAM?.Config ?? [];
  const name = facts.Name ?? shortId(facts.Id);
  const marked = options['com.docker.network.bridge.default_bridge'] === 'true';
  return {
    id: facts.Id,
    name,
    driver: facts.Driver ?? 'bridge',
    internal: facts.Internal === true,
    icc: options['com.docker.network.bridge.enable_icc'] !== 'false',
    isDefault: marked || name === 'bridge' || name === 'podman',
    subnets: pools.flatMap(pool => pool?.Subnet || []),
    gateways: pools.flatMap(pool => withoutLength(pool?.Gateway) || []),
  };
}

function readPeer(facts: ContainerFacts, nets: readonly Net[], nowSeconds: number): Peer {
  const { State, Config, HostConfig, NetworkSettings } = facts;
  const running = NetworkSettings?.Ports ?? {};
  const bound = bindingsOf(running, true);
  const asked = bindingsOf(HostConfig?.PortBindings ?? {}, false);
  const isBound = (one: Binding): boolean =>
    bound.some(
      other => other.containerPort === one.containerPort && other.protocol === one.protocol,
    );
  return {
    id: facts.Id,
    name: (facts.Name ?? shortId(facts.Id)).replace(/^\//, ''),
    ...stateOf(facts, nowSeconds),
    exitCode: State?.ExitCode ?? 0,
    startedAt: State?.StartedAt ?? '',
    hostname: Config?.Hostname ?? '',
    mode: parseNetworkMode(HostConfig?.NetworkMode ?? ''),
    exposed: Object.keys(Config?.ExposedPorts ?? {}),
    publishesAll: HostConfig?.PublishAllPorts === true,
    bindings: [...bound, ...asked.filter(one => !isBound(one))],
    extraHosts: HostConfig?.ExtraHosts ?? [],
    links: HostConfig?.Links ?? [],
    members: Object.entries(NetworkSettings?.Networks ?? {}).flatMap(([name, endpoint]) =>
      memberOf(name, endpoint ?? {}, nets),
    ),
  };
}

/** One that its policy started so lately is between two ends, in seconds. */
const settled = 10;

function stateOf(
  { State, RestartCount }: ContainerFacts,
  nowSeconds: number,
): Pick<Peer, 'state' | 'health'> {
  const { Paused, Restarting, Running, Status, Health, StartedAt } = State ?? {};
  const age = nowSeconds - Date.parse(StartedAt ?? '') / 1000;
  const again = Running === true && (RestartCount ?? 0) > 0 && age < settled;
  const word = Paused ? 'paused' : Restarting || again ? 'restarting' : undefined;
  const usual = Running === true ? 'running' : Running === false ? 'exited' : '';
  const { state } = readStatus(word ?? (Status || usual), '');
  const known = (['starting', 'healthy', 'unhealthy'] as const).find(one => one === Health?.Status);
  return { state, health: state === 'running' ? (known ?? 'none') : 'none' };
}

/** `host` and `none` are modes rather than networks; one that was not read counts as a bridge. */
function memberOf(name: string, endpoint: EndpointFacts, nets: readonly Net[]): readonly Member[] {
  const known =
    nets.find(net => net.id !== '' && net.id === endpoint.NetworkID) ??
    nets.find(net => net.name === name);
  const id = endpoint.NetworkID || name;
  const net = known ?? readNet({ Id: id, Name: name });
  if (['host', 'null'].includes(net.driver) || name === 'host' || name === 'none') return [];
  const given = (texts: readonly (string | null | undefined)[]): readonly string[] =>
    texts.map(withoutLength).filter(text => text !== '');
  const gateways = given([endpoint.Gateway, endpoint.IPv6Gateway]);
  return [
    {
      net,
      addresses: given([endpoint.IPAddress, endpoint.GlobalIPv6Address]),
      gateways: gateways.length > 0 ? gateways : net.gateways,
      aliases: endpoint.Aliases ?? [],
      dnsNames: endpoint.DNSNames ?? undefined,
    },
  ];
}

function bindingsOf(ports: PortFacts, bound: boolean): readonly Binding[] {
  return Object.entries(ports).flatMap(([key, hosts]) => {
    const [port = '', protocol = 'tcp'] = key.split('/');
    if (!isProtocol(protocol)) return [];
    return (hosts ?? []).map(host => ({
      hostIp: host?.HostIp ?? '',
      hostPort: Number.parseInt(host?.HostPort ?? '', 10) || 0,
      containerPort: Number.parseInt(port, 10) || 0,
      protocol,
      bound,
    }));
  });
}

function withoutLength(address: string | null | undefined): string {
  return (address ?? '').replace(/\/\d+$/, '');
}

/** A container by its id, the beginning of it, or its name. */
export function findPeer(scene: Scene, word: string): Peer | undefined {
  const bare = word.replace(/^\//, '');
  return (
    scene.peers.find(peer => peer.id === bare || peer.name === bare) ??
    (/^[0-9a-f]{12,}$/.test(bare) ? scene.peers.find(peer => peer.id.startsWith(bare)) : undefined)
  );
}
