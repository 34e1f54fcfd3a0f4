import type { ContainerState } from '../docker/status';

/**
 * What is kept of `GET /info` and `GET /system/df`: normalised, without credentials. Texts are the
 * engine's and hostile.
 */
export interface EngineInfo {
  readonly id: string;
  /** The machine's name. */
  readonly name: string;
  readonly version: string;
  readonly operatingSystem: string;
  /** `linux`, `windows`. */
  readonly osType: string;
  readonly kernel: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly rootDir: string;
  readonly storageDriver: string;
  /** As the driver tells them: `Backing Filesystem`, `extfs`. */
  readonly storageDetails: readonly (readonly [name: string, value: string])[];
  readonly loggingDriver: string;
  readonly cgroupDriver: string;
  /** `1` or `2`; empty where the engine does not tell. */
  readonly cgroupVersion: string;
  readonly defaultRuntime: string;
  readonly runtimes: readonly string[];
  readonly plugins: EnginePlugins;
  /** `seccomp`, `apparmor`, `rootless`, `cgroupns` … with their options: `profile=default`. */
  readonly security: readonly SecurityOption[];
  readonly rootless: boolean;
  readonly registries: EngineRegistries;
  readonly proxies: EngineProxies;
  /** Out of which new networks get their subnets; empty where the engine does not tell. */
  readonly addressPools: readonly AddressPool[];
  readonly swarm: EngineSwarm;
  readonly liveRestore: boolean;
  readonly experimental: boolean;
  readonly debug: boolean;
  readonly labels: readonly string[];
  readonly warnings: readonly EngineWarning[];
}

export interface AddressPool {
  /** CIDR. */
  readonly base: string;
  /** Of each subnet taken from it. */
  readonly prefixLength: number;
}

export interface EnginePlugins {
  readonly volume: readonly string[];
  readonly network: readonly string[];
  readonly log: readonly string[];
  readonly authorization: readonly string[];
}

export interface SecurityOption {
  readonly name: string;
  readonly options: readonly string[];
}

export interface EngineRegistries {
  /** Where names without a registry are looked up. */
  readonly index: string;
  readonly mirrors: readonly string[];
  /** Names and CIDRs that are spoken to without (checked) TLS. */
  readonly insecure: readonly string[];
}

export interface EngineProxies {
  readonly http: string;
  readonly https: string;
  readonly none: string;
}

export interface EngineSwarm {
  /** `inactive`, `pending`, `active`, `error`, `locked`. */
  readonly state: string;
  readonly nodeId: string;
  readonly isManager: boolean;
  readonly managers: number;
  readonly nodes: number;
  readonly error: string;
}

export type EngineWarningKind =
  | 'openApi'
  | 'bridgeFilter'
  | 'ipForward'
  | 'rootlessLimits'
  | 'cgroupV1'
  | 'memoryLimit'
  | 'swapLimit'
  | 'cpuLimit'
  | 'ioLimit'
  | 'pidsLimit'
  | 'storageDriver'
  | 'other';

export interface EngineWarning {
  readonly kind: EngineWarningKind;
  /** The engine's own sentence, without its `WARNING:`. */
  readonly text: string;
}

/** What takes room on the engine's disk; `cache` is the build cache. */
export type UsageKind = 'image' | 'container' | 'volume' | 'cache';
export const usageKinds: readonly UsageKind[] = ['image', 'container', 'volume', 'cache'];

export type DiskUsage = Readonly<Record<UsageKind, KindUsage>>;

export interface KindUsage {
  readonly count: number;
  readonly inUse: number;
  /** Each shared part counted once. Of containers: their writable layers. */
  readonly sizeBytes: number;
  /** What removing all that is unused frees at least … */
  readonly reclaimableBytes: number;
  /** … and at most. Images: df does not tell which of the shared layers only unused ones share. */
  readonly reclaimableMostBytes: number;
  /** Of how many the engine tells no size: volumes of other drivers. */
  readonly unknown: number;
  /** All of them, the largest first. */
  readonly entries: readonly UsageEntry[];
}

export interface UsageEntry {
  /** As the engine names it: an id, or a volume's name. */
  readonly id: string;
  /** Tags, a container's or volume's name, what a build step did; may be empty. */
  readonly names: readonly string[];
  /** Its own: what would go with it alone. Undefined where the engine does not tell. */
  readonly sizeBytes: number | undefined;
  /** With what it shares with others. */
  readonly wholeBytes: number | undefined;
  readonly inUse: boolean;
  /** Of a container; undefined for all else. */
  readonly state: ContainerState | undefined;
  /** Images and volumes: how many containers use it. */
  readonly users: number;
  /** Seconds of the epoch; 0 where the engine does not tell. Of cache: when it was last used. */
  readonly timeSeconds: number;
}
