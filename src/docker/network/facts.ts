/** What the engine leaves out, or answers null to, counts as not told. */
type Told<T> = { readonly [K in keyof T]?: T[K] | null };

/**
 * All that an answer hangs on, in the engine's own words, so that cases can be written down as
 * they were read. Of two engines, those of the one that is asked from.
 */
export interface ReachabilityFacts {
  /** The two, those whose network they share, and any others: names and ports may be theirs. */
  readonly containers: readonly ContainerFacts[];
  /** All that one of them is in. */
  readonly networks: readonly NetworkFacts[];
  /**
   * What a network namespace listens on, by the id of a container that has it. Missing: it could
   * not be read. Who has the host's network listens on the host.
   */
  readonly sockets?: Readonly<Record<string, SocketTexts>>;
  readonly host?: HostFacts;
}

/** The texts of /proc/net/tcp, tcp6, udp and udp6; one that is missing counts as empty. */
export type SocketTexts = Told<Record<'tcp' | 'tcp6' | 'udp' | 'udp6', string>>;

export type HostFacts = Told<{
  /** Those that others know the engine's host by. */
  addresses: readonly string[];
  /** The engine's version, `28.5.2`: what an internal network shuts out has changed. */
  version: string;
  /** The engine's clock, in seconds: what was started anew just now is likely to end again. */
  nowSeconds: number;
  /** What the host listens on. */
  sockets: SocketTexts;
}>;

/** What is needed of GET /containers/{id}/json. */
export type ContainerFacts = { readonly Id: string } & Told<{
  /** With a slash in front. */
  Name: string;
  State: StateFacts;
  /** How often its restart policy started it. */
  RestartCount: number;
  Config: Told<{ Hostname: string; ExposedPorts: Readonly<Record<string, unknown>> }>;
  HostConfig: Told<{
    NetworkMode: string;
    PublishAllPorts: boolean;
    /** What was asked for; `NetworkSettings.Ports` has what came of it, while it runs. */
    PortBindings: PortFacts;
    ExtraHosts: readonly string[];
    /** `/db:/web/alias` */
    Links: readonly string[];
  }>;
  NetworkSettings: Told<{
    Networks: Readonly<Record<string, EndpointFacts | null>>;
    Ports: PortFacts;
  }>;
}>;

export type StateFacts = Told<{
  Status: string;
  Running: boolean;
  Paused: boolean;
  Restarting: boolean;
  ExitCode: number;
  /** RFC 3339; a namespace is made anew with each start. */
  StartedAt: string;
  Health: Told<{ Status: string }>;
}>;

/** By the container's port, `80/tcp`. */
export type PortFacts = Readonly<
  Record<string, readonly Told<{ HostIp: string; HostPort: string }>[] | null>
>;

export type EndpointFacts = Told<{
  NetworkID: string;
  IPAddress: string;
  GlobalIPv6Address: string;
  Gateway: string;
  IPv6Gateway: string;
  Aliases: readonly string[];
  /** Since 26, all that it is found by; before, the engine did not tell. */
  DNSNames: readonly string[];
}>;

/** What is needed of GET /networks/{id}. */
export type NetworkFacts = { readonly Id: string } & Told<{
  Name: string;
  Driver: string;
  Scope: string;
  Internal: boolean;
  EnableIPv6: boolean;
  Options: Readonly<Record<string, string>>;
  IPAM: Told<{ Config: readonly Told<{ Subnet: string; Gateway: string }>[] }>;
}>;
