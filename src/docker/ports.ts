export type Protocol = 'tcp' | 'udp' | 'sctp';

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What one `-p` asks for. */
export interface PortBinding {
  /** Without brackets; empty: every address of the host. */
  readonly ip: string;
  /** Undefined, or 0: the engine picks. A range for one container port: any free one of it. */
  readonly hostPort: PortRange | undefined;
  readonly containerPort: PortRange;
  readonly protocol: Protocol;
}

/** One port that a container publishes, as the engine's list tells it. */
export interface PublishedPort {
  /** Empty: every address, IPv4 and IPv6. `0.0.0.0` and `::`: every address of one of them. */
  readonly ip: string;
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: Protocol;
}

/** The element of `Ports` in the engine's list. */
export interface EnginePort {
  readonly IP?: string;
  readonly PrivatePort: number;
  /** Missing for a port that is exposed and not published. */
  readonly PublicPort?: number;
  readonly Type: string;
}

export function sizeOfRange({ first, last }: PortRange): number {
  return last - first + 1;
}

export function isProtocol(text: string): text is Protocol {
  return text === 'tcp' || text === 'udp' || text === 'sctp';
}

/**
 * The published ports of the engine's list, in order. Since 20.10.6 the list has two entries for
 * one `-p`, for 0.0.0.0 and for ::; they become one.
 */
export function mergePublished(ports: readonly EnginePort[] | null | undefined): PublishedPort[] {
  if (!ports || ports.length === 0) return [];
  const found = new Map<string, PublishedPort>();
  for (const { IP: ip = '', PrivatePort, PublicPort, Type } of ports) {
    if (PublicPort === undefined || PublicPort === 0 || !isProtocol(Type)) continue;
    const key = `${everyAddress(ip) ? '*' : ip}|${PublicPort}|${PrivatePort}|${Type}`;
    const twin = found.get(key);
    const merged = twin === undefined || twin.ip === ip ? ip : '';
    found.set(key, {
      ip: merged,
      hostPort: PublicPort,
      containerPort: PrivatePort,
      protocol: Type,
    });
  }
  return [...found.values()].sort(
    (a, b) =>
      a.containerPort - b.containerPort ||
      a.protocol.localeCompare(b.protocol) ||
      a.hostPort - b.hostPort ||
      a.ip.localeCompare(b.ip),
  );
}

/** Whether the address stands for all of the host's, of one family or of both. */
export function everyAddress(ip: string): boolean {
  return ip === '' || ip === '0.0.0.0' || ip === '::';
}

/** `8080→80`, `127.0.0.1:5353→53/udp`: short, for a description. */
export function formatPublished({ ip, hostPort, containerPort, protocol }: PublishedPort): string {
  const host = everyAddress(ip) ? '' : `${bracketed(ip)}:`;
  return `${host}${hostPort}→${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/** An address as it stands before a colon. */
export function bracketed(ip: string): string {
  return ip.includes(':') ? `[${ip}]` : ip;
}
