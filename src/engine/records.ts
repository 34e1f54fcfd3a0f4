import type { PublishedPort } from '../docker/ports';
import type { ContainerState, Health } from '../docker/status';

/**
 * What we keep of each resource: small, read-only, normalised at the edge, so that no shape of
 * dockerode or of one engine version travels further. Texts are the engine's and hostile.
 */
export interface Container {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  /** As it was given to create; an id where the tag has moved on since. */
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly createdSeconds: number;
  readonly state: ContainerState;
  readonly health: Health;
  /** Of an exited or restarting container. */
  readonly exitCode: number | undefined;
  readonly ports: readonly PublishedPort[];
  readonly labels: Readonly<Record<string, string>>;
  /** As in HostConfig.NetworkMode: `bridge`, `host`, `none`, `container:ID`, a network's name. */
  readonly networkMode: string;
  readonly networks: readonly Membership[];
  readonly mounts: readonly Mount[];
}

/** A container's place in one network. Addresses are empty while it is not running. */
export interface Membership {
  /** Empty where the engine tells the name only: Podman 4, and Docker before the container first ran. */
  readonly networkId: string;
  readonly network: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly mac: string;
  /** Only inspect tells them; empty in a listed record. */
  readonly aliases: readonly string[];
}

export interface Mount {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'cluster' | 'image';
  /** The volume's name, where the type is `volume`. */
  readonly volume: string;
  /** The path on the engine's host. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface Image {
  /** With its algorithm: `sha256:…`. */
  readonly id: string;
  /** Without `<none>:<none>`; empty for a dangling one. */
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly createdSeconds: number;
  readonly sizeBytes: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly mountpoint: string;
  /** ISO 8601; empty where the driver does not tell. */
  readonly createdAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly anonymous: boolean;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ipv6: boolean;
  readonly createdAt: string;
  readonly subnets: readonly Subnet[];
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** `bridge`, `host` and `none`: the engine's own, never removable. */
  readonly predefined: boolean;
}

export interface Subnet {
  /** CIDR. */
  readonly subnet: string;
  readonly gateway: string;
  readonly range: string;
}

export interface Records {
  readonly container: Container;
  readonly image: Image;
  readonly volume: Volume;
  readonly network: Network;
}
export type Kind = keyof Records;
export const kinds: readonly Kind[] = ['container', 'image', 'volume', 'network'];

/** The part of inspect that no list tells, loaded for what the user opens. */
export interface ContainerDetails {
  readonly command: readonly string[];
  /** ISO 8601; zero time where it never ran. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly error: string;
  readonly oomKilled: boolean;
  readonly restartPolicy: string;
  readonly restartCount: number;
  readonly user: string;
  readonly workingDir: string;
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly autoRemove: boolean;
  /** 0: no limit. */
  readonly memoryBytes: number;
  /** In CPUs; 0: no limit. */
  readonly cpus: number;
  readonly pidsLimit: number;
  readonly networks: readonly Membership[];
  /** Of `--tmpfs`, which no list of the engine's tells. */
  readonly tmpfs: readonly Mount[];
  /** `80/tcp`. */
  readonly exposed: readonly string[];
  readonly platform: string;
}

/** What a container has of its image where its own maker says nothing, and how many layers it is. */
export interface ImageDetails {
  /** `linux/arm64/v8`. */
  readonly platform: string;
  /** `80/tcp`. */
  readonly exposed: readonly string[];
  readonly volumes: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly workingDir: string;
  readonly user: string;
  readonly stopSignal: string;
  /** `CMD-SHELL` or `CMD` and what follows it, `NONE`; empty: none. */
  readonly healthTest: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly layers: number;
}

export interface Details {
  readonly container: ContainerDetails;
  readonly image: ImageDetails;
}
