import type { ThrottleDevice, WeightDevice } from './blockDevice';
import type { DeviceMapping } from './device';
import type { DeviceRequest } from './gpus';
import type { Mount } from './mountOption';
import type { RestartPolicy } from './policy';
import type { Ulimit } from './ulimit';

type Strings = readonly string[];
type Mapping = Readonly<Record<string, string>>;
type Names = Readonly<Record<string, Readonly<Record<string, never>>>>;

/** Container ports, `80/tcp`, and what each is bound to. */
export type PortMap = Record<string, { readonly HostIp: string; readonly HostPort: string }[]>;

/** POST /containers/create. What is not there is the engine's default. */
export interface CreateRequest {
  /** The query's `name` and `platform`. */
  readonly name?: string;
  readonly platform?: string;
  readonly body: CreateBody;
}

export interface CreateBody extends ContainerConfig {
  readonly HostConfig: HostConfig;
  readonly NetworkingConfig?: { readonly EndpointsConfig: Readonly<Record<string, Endpoint>> };
}

/** Durations in nanoseconds. */
export interface Healthcheck {
  readonly Test?: Strings;
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

export interface ContainerConfig {
  readonly Hostname?: string;
  readonly Domainname?: string;
  readonly User?: string;
  readonly AttachStdin?: boolean;
  readonly AttachStdout?: boolean;
  readonly AttachStderr?: boolean;
  readonly ExposedPorts?: Names;
  readonly Tty?: boolean;
  readonly OpenStdin?: boolean;
  readonly StdinOnce?: boolean;
  readonly Env?: Strings;
  readonly Cmd?: Strings;
  readonly Healthcheck?: Healthcheck;
  readonly Image: string;
  readonly Volumes?: Names;
  readonly WorkingDir?: string;
  readonly Entrypoint?: Strings;
  /** For engines before API 1.44; later ones have it at the network. */
  readonly MacAddress?: string;
  readonly Labels?: Mapping;
  readonly StopSignal?: string;
  readonly StopTimeout?: number;
}

export interface HostConfig {
  readonly Binds?: Strings;
  readonly ContainerIDFile?: string;
  readonly LogConfig?: { readonly Type: string; readonly Config: Mapping };
  readonly NetworkMode: string;
  readonly PortBindings?: PortMap;
  readonly RestartPolicy: RestartPolicy;
  readonly AutoRemove?: boolean;
  readonly VolumeDriver?: string;
  readonly VolumesFrom?: Strings;
  readonly ConsoleSize?: readonly [number, number];
  readonly Annotations?: Mapping;
  readonly CapAdd?: Strings;
  readonly CapDrop?: Strings;
  readonly CgroupnsMode?: string;
  readonly Dns?: Strings;
  readonly DnsOptions?: Strings;
  readonly DnsSearch?: Strings;
  readonly ExtraHosts?: Strings;
  readonly GroupAdd?: Strings;
  readonly IpcMode?: string;
  readonly Links?: Strings;
  readonly OomScoreAdj?: number;
  readonly PidMode?: string;
  readonly Privileged?: boolean;
  readonly PublishAllPorts?: boolean;
  readonly ReadonlyRootfs?: boolean;
  readonly SecurityOpt?: Strings;
  readonly StorageOpt?: Mapping;
  readonly Tmpfs?: Mapping;
  readonly UTSMode?: string;
  readonly UsernsMode?: string;
  readonly ShmSize?: number;
  readonly Sysctls?: Mapping;
  readonly Runtime?: string;
  readonly Isolation?: string;
  readonly CpuShares?: number;
  readonly Memory?: number;
  readonly NanoCpus?: number;
  readonly CgroupParent?: string;
  readonly BlkioWeight?: number;
  readonly BlkioWeightDevice?: readonly WeightDevice[];
  readonly BlkioDeviceReadBps?: readonly ThrottleDevice[];
  readonly BlkioDeviceWriteBps?: readonly ThrottleDevice[];
  readonly BlkioDeviceReadIOps?: readonly ThrottleDevice[];
  readonly BlkioDeviceWriteIOps?: readonly ThrottleDevice[];
  readonly CpuPeriod?: number;
  readonly CpuQuota?: number;
  readonly CpuRealtimePeriod?: number;
  readonly CpuRealtimeRuntime?: number;
  readonly CpusetCpus?: string;
  readonly CpusetMems?: string;
  readonly Devices?: readonly DeviceMapping[];
  readonly DeviceCgroupRules?: Strings;
  readonly DeviceRequests?: readonly DeviceRequest[];
  /** For engines of API 1.40 and 1.41, the last that had it. */
  readonly KernelMemory?: number;
  readonly MemoryReservation?: number;
  readonly MemorySwap?: number;
  /** -1: the engine's default. */
  readonly MemorySwappiness: number;
  readonly OomKillDisable?: boolean;
  readonly PidsLimit?: number;
  readonly Ulimits?: readonly Ulimit[];
  readonly CpuCount?: number;
  readonly CpuPercent?: number;
  readonly IOMaximumIOps?: number;
  readonly IOMaximumBandwidth?: number;
  readonly Mounts?: readonly Mount[];
  readonly MaskedPaths?: Strings;
  readonly ReadonlyPaths?: Strings;
  readonly Init?: boolean;
}

/** POST /containers/{id}/update. */
export type ContainerUpdate = Partial<
  Pick<
    HostConfig,
    | 'BlkioWeight'
    | 'CpuPeriod'
    | 'CpuQuota'
    | 'CpuRealtimePeriod'
    | 'CpuRealtimeRuntime'
    | 'CpuShares'
    | 'CpusetCpus'
    | 'CpusetMems'
    | 'KernelMemory'
    | 'Memory'
    | 'MemoryReservation'
    | 'MemorySwap'
    | 'NanoCpus'
    | 'PidsLimit'
    | 'RestartPolicy'
  >
>;

export interface Endpoint {
  readonly IPAMConfig?: {
    readonly IPv4Address?: string;
    readonly IPv6Address?: string;
    readonly LinkLocalIPs?: Strings;
  };
  readonly Links?: Strings;
  readonly Aliases?: Strings;
  readonly MacAddress?: string;
  readonly DriverOpts?: Mapping;
  readonly GwPriority?: number;
}
