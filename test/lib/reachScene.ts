import type {
  ContainerFacts,
  EndpointFacts,
  NetworkFacts,
  ReachabilityFacts,
  SocketTexts,
} from '../../src/docker/network/facts';

/** A container as short as it can be said; the rest of its facts follows. */
export interface PeerWish {
  /** Without one, it is on the default bridge. */
  readonly mode?: string;
  /** Its networks, with its address in each. */
  readonly in?: Readonly<Record<string, string | EndpointFacts>>;
  readonly status?: string;
  readonly health?: string;
  readonly exitCode?: number;
  readonly restarts?: number;
  readonly startedAt?: string;
  readonly expose?: readonly string[];
  readonly publishAll?: boolean;
  /** `80/tcp` to `127.0.0.1:8080`; what is asked for only, with a `?` in front. */
  readonly publish?: Readonly<Record<string, string>>;
  readonly links?: readonly string[];
  readonly extraHosts?: readonly string[];
  /** `tcp 0.0.0.0:80`; undefined: not read. */
  readonly listens?: readonly string[] | undefined;
}

export interface SceneWish {
  readonly containers: Readonly<Record<string, PeerWish>>;
  readonly networks?: Readonly<Record<string, NetWish>>;
  readonly host?: ReachabilityFacts['host'];
  readonly hostListens?: readonly string[];
}

export interface NetWish {
  readonly driver?: string;
  readonly internal?: boolean;
  readonly icc?: boolean;
  readonly subnet?: string;
}

/** 64 digits that begin like no other's. */
export function idOf(name: string): string {
  const hex = Buffer.from(name).toString('hex');
  return hex.padEnd(64, '0').slice(0, 64);
}

/** The facts of a scene, as an engine of 20.10 tells them. */
export function factsOf({
  containers,
  networks = {},
  host,
  hostListens,
}: SceneWish): ReachabilityFacts {
  const nets = { bridge: { subnet: '172.17.0.0/16' }, ...networks };
  const listed = Object.entries(containers);
  const sockets = listed.flatMap(([name, { listens }]) =>
    listens === undefined ? [] : [[idOf(name), socketTexts(listens)] as const],
  );
  const hostFacts = { ...host, ...(hostListens && { sockets: socketTexts(hostListens) }) };
  return {
    containers: listed.map(([name, wish]) => containerOf(name, wish)),
    networks: Object.entries(nets).map(([name, wish], at) => networkOf(name, wish, at)),
    sockets: Object.fromEntries(sockets),
    ...((host || hostListens) && { host: hostFacts }),
  };
}

function networkOf(name: string, wish: NetWish, at: number): NetworkFacts {
  const {
    driver = 'bridge',
    internal = false,
    icc = true,
    subnet = `172.${at + 17}.0.0/16`,
  } = wish;
  const gateway = subnet.replace(/[0:]\/\d+$/, end => (end.startsWith(':') ? ':1' : '1'));
  return {
    Id: idOf(`net ${name}`),
    Name: name,
    Driver: driver,
    Internal: internal,
    Options: {
      ...(name === 'bridge' && { 'com.docker.network.bridge.default_bridge': 'true' }),
      ...(icc ? {} : { 'com.docker.network.bridge.enable_icc': 'false' }),
    },
    IPAM: { Config: [{ Subnet: subnet, Gateway: gateway }] },
  };
}

function containerOf(name: string, wish: PeerWish): ContainerFacts {
  const { status = 'running', health, expose = [], publish = {}, mode } = wish;
  const places = Object.entries(wish.in ?? {});
  const isUp = status === 'running' || status === 'paused';
  const asked = Object.entries(publish).map(([port, to]) => [port, [bindingOf(to)]]);
  const bound = asked.filter((_, at) => isUp && !Object.values(publish)[at]?.startsWith('?'));
  return {
    Id: idOf(name),
    Name: `/${name}`,
    State: {
      Status: status,
      Running: isUp || status === 'restarting',
      Paused: status === 'paused',
      Restarting: status === 'restarting',
      ExitCode: wish.exitCode ?? 0,
      StartedAt: wish.startedAt ?? '2026-01-01T00:00:00Z',
      ...(health && { Health: { Status: health } }),
    },
    RestartCount: wish.restarts ?? 0,
    Config: {
      Hostname: idOf(name).slice(0, 12),
      ExposedPorts: Object.fromEntries(expose.map(port => [port, {}])),
    },
    HostConfig: {
      NetworkMode: mode ?? places[0]?.[0] ?? 'default',
      PublishAllPorts: wish.publishAll === true,
      PortBindings: Object.fromEntries(asked),
      ExtraHosts: wish.extraHosts ?? null,
      Links: wish.links ?? null,
    },
    NetworkSettings: {
      Networks: Object.fromEntries(
        places.map(([net, place]) => [net, endpointOf(net, place, isUp)]),
      ),
      Ports: Object.fromEntries(bound),
    },
  };
}

function endpointOf(net: string, place: string | EndpointFacts, isUp: boolean): EndpointFacts {
  const own = typeof place === 'string' ? { IPAddress: place } : place;
  const { IPAddress: address = '' } = own;
  return {
    NetworkID: idOf(`net ${net}`),
    Aliases: null,
    ...own,
    IPAddress: isUp ? address : '',
    Gateway: isUp && address ? address.replace(/\d+$/, '1') : '',
  };
}

function bindingOf(to: string): { HostIp: string; HostPort: string } {
  const [, HostIp = '', HostPort = ''] = /^\??(?:(.*):)?(\d+)$/.exec(to) ?? [];
  return { HostIp, HostPort };
}

/** `tcp 0.0.0.0:80`, `udp [::]:53` as the lines of /proc/net. */
export function socketTexts(listens: readonly string[]): SocketTexts {
  const tables: Record<string, string> = { tcp: '', tcp6: '', udp: '', udp6: '' };
  for (const line of listens) {
    const [, protocol = '', host = '', port = ''] =
      /^(\w+) \[?([^\]]*?)\]?:(\d+)$/.exec(line) ?? [];
    const is6 = host.includes(':');
    const hex = is6 ? hex6(host) : hex4(host);
    const hexPort = Number(port).toString(16).toUpperCase().padStart(4, '0');
    const state = protocol === 'tcp' ? '0A' : '07';
    const peer = '0'.repeat(hex.length);
    const table = `${protocol}${is6 ? '6' : ''}`;
    tables[table] +=
      `   0: ${hex}:${hexPort} ${peer}:0000 ${state} 00000000:00000000 00:00000000\n`;
  }
  return tables;
}

function hex4(host: string): string {
  const bytes = host.split('.').map(part => Number(part).toString(16).padStart(2, '0'));
  return bytes.reverse().join('').toUpperCase();
}

function hex6(host: string): string {
  const [head = '', tail = ''] = host.split('::');
  const groups = (text: string): string[] =>
    text === '' ? [] : text.split(':').map(one => one.padStart(4, '0'));
  const [first, last] = [groups(head), groups(tail)];
  const zeros = Array<string>(8 - first.length - last.length).fill('0000');
  const bytes = [...first, ...zeros, ...last].join('').match(/.{8}/g) ?? [];
  const swap = (word: string): string => (word.match(/../g) ?? []).reverse().join('');
  return bytes.map(swap).join('').toUpperCase();
}
