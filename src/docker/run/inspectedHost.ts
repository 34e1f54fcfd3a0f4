import { formatBytes } from './bytes';
import { formatCpus } from './cpus';
import type { HostConfig } from './createRequest';
import { writeCsv } from './csv';
import type { DeviceMapping } from './device';
import type { DeviceRequest } from './gpus';
import { type FoundOptions, pairsBeyond, type Told } from './inspected';
import { formatRestart } from './policy';
import { unmaskedPaths } from './securityOption';
import type { Ulimit } from './ulimit';

type Host = Told<HostConfig>;

/** What an engine makes of a container that nothing is said for. */
const engines = {
  shmSize: 64 * 1024 * 1024,
  ipc: 'private',
  isolation: 'default',
  log: 'json-file',
  runtimes: ['runc', 'io.containerd.runc.v2'],
};

/** What an engine fills in by its own settings. */
export interface EngineDefaults {
  /** Of `--cgroupns`: `host` where the machine has cgroups of version 1, `private` where 2. */
  readonly cgroupns: string;
}

/** The options behind a container's host configuration, without the engine's own defaults. */
export function hostOptions(host: Host, own?: EngineDefaults): FoundOptions {
  const { LogConfig, Init, Runtime = '' } = host;
  const logOptions = pairsBeyond(LogConfig?.Config);
  const hasLog = logOptions.length > 0 || LogConfig?.Type !== engines.log;
  return {
    cidfile: host.ContainerIDFile ?? '',
    rm: host.AutoRemove ?? false,
    'volume-driver': host.VolumeDriver ?? '',
    annotation: pairsBeyond(host.Annotations),
    'storage-opt': pairsBeyond(host.StorageOpt),
    sysctl: pairsBeyond(host.Sysctls),
    'log-driver': hasLog ? (LogConfig?.Type ?? '') : '',
    'log-opt': logOptions,
    restart: restartOf(host),
    'shm-size': host.ShmSize === engines.shmSize ? '' : bytes(host.ShmSize),
    runtime: engines.runtimes.includes(Runtime ?? '') ? '' : (Runtime ?? ''),
    isolation: unless(host.Isolation, engines.isolation),
    ipc: unless(host.IpcMode, engines.ipc),
    // Where it is not known which, either may be the engine's own.
    cgroupns: own ? unless(host.CgroupnsMode, own.cgroupns) : '',
    pid: host.PidMode ?? '',
    uts: host.UTSMode ?? '',
    userns: host.UsernsMode ?? '',
    ...(typeof Init === 'boolean' && { init: Init }),
    ...rightOptions(host),
    ...lookupOptions(host),
    ...limitOptions(host),
    ...deviceOptions(host),
  };
}

function rightOptions(host: Host): FoundOptions {
  const bare = (name: string): string => name.replace(/^CAP_/, '');
  // For a privileged container the engine lays nothing over the paths either.
  const isUnmasked = host.MaskedPaths?.length === 0 && host.ReadonlyPaths?.length === 0;
  const isOwn = isUnmasked && !host.Privileged;
  return {
    'cap-add': host.CapAdd?.map(bare),
    'cap-drop': host.CapDrop?.map(bare),
    'group-add': host.GroupAdd ?? [],
    privileged: host.Privileged ?? false,
    'read-only': host.ReadonlyRootfs ?? false,
    'security-opt': [...securityOf(host), ...(isOwn ? [unmaskedPaths] : [])],
  };
}

/** Without labels are all that share the machine's processes or see all of it, asked for or not. */
function securityOf({ SecurityOpt, Privileged, IpcMode, PidMode }: Host): readonly string[] {
  const isUnlabelled = Privileged || IpcMode === 'host' || PidMode === 'host';
  return (SecurityOpt ?? []).filter(option => !isUnlabelled || option !== 'label=disable');
}

function lookupOptions(host: Host): FoundOptions {
  return {
    dns: host.Dns ?? [],
    'dns-option': host.DnsOptions ?? [],
    'dns-search': host.DnsSearch ?? [],
    'add-host': host.ExtraHosts ?? [],
    'publish-all': host.PublishAllPorts ?? false,
  };
}

function limitOptions(host: Host): FoundOptions {
  const { Memory, MemorySwap, MemorySwappiness } = host;
  // The engine's own measure where only the memory is given.
  const isDoubled = MemorySwap === 2 * (Memory ?? 0);
  return {
    memory: bytes(Memory),
    'memory-swap': isDoubled ? '' : MemorySwap === -1 ? '-1' : bytes(MemorySwap),
    'memory-reservation': bytes(host.MemoryReservation),
    'memory-swappiness':
      typeof MemorySwappiness === 'number' && MemorySwappiness !== -1 ? `${MemorySwappiness}` : '',
    'kernel-memory': bytes(host.KernelMemory),
    'oom-kill-disable': host.OomKillDisable ?? false,
    'oom-score-adj': number(host.OomScoreAdj),
    'pids-limit': number(host.PidsLimit),
    cpus: host.NanoCpus ? formatCpus(host.NanoCpus) : '',
    'cpu-shares': number(host.CpuShares),
    'cpu-period': number(host.CpuPeriod),
    'cpu-quota': number(host.CpuQuota),
    'cpu-rt-period': number(host.CpuRealtimePeriod),
    'cpu-rt-runtime': number(host.CpuRealtimeRuntime),
    'cpuset-cpus': host.CpusetCpus ?? '',
    'cpuset-mems': host.CpusetMems ?? '',
    'cgroup-parent': host.CgroupParent ?? '',
    'cpu-count': number(host.CpuCount),
    'cpu-percent': number(host.CpuPercent),
    'io-maxiops': number(host.IOMaximumIOps),
    'io-maxbandwidth': bytes(host.IOMaximumBandwidth),
    ulimit: host.Ulimits?.map(formatUlimit),
  };
}

function deviceOptions(host: Host): FoundOptions {
  const requests = host.DeviceRequests ?? [];
  const qualified = requests.filter(({ Driver }) => Driver === 'cdi');
  return {
    'blkio-weight': number(host.BlkioWeight),
    'blkio-weight-device': host.BlkioWeightDevice?.map(
      ({ Path, Weight = 0 }) => `${Path}:${Weight}`,
    ),
    'device-read-bps': host.BlkioDeviceReadBps?.map(rateOf),
    'device-write-bps': host.BlkioDeviceWriteBps?.map(rateOf),
    'device-read-iops': host.BlkioDeviceReadIOps?.map(({ Path, Rate = 0 }) => `${Path}:${Rate}`),
    'device-write-iops': host.BlkioDeviceWriteIOps?.map(({ Path, Rate = 0 }) => `${Path}:${Rate}`),
    device: [
      ...(host.Devices ?? []).map(formatDevice),
      ...qualified.flatMap(({ DeviceIDs }) => DeviceIDs ?? []),
    ],
    'device-cgroup-rule': host.DeviceCgroupRules ?? [],
    gpus: requests.filter(request => !qualified.includes(request)).map(formatGpus),
  };
}

function restartOf({ RestartPolicy }: Host): string {
  const { Name = '' } = RestartPolicy ?? {};
  return RestartPolicy && Name !== 'no' && Name !== '' ? formatRestart(RestartPolicy) : '';
}

function formatUlimit({ Name, Soft, Hard }: Ulimit): string {
  return Soft === Hard ? `${Name}=${Soft}` : `${Name}=${Soft}:${Hard}`;
}

function formatDevice({ PathOnHost, PathInContainer, CgroupPermissions }: DeviceMapping): string {
  const isElsewhere = PathInContainer !== '' && PathInContainer !== PathOnHost;
  const pieces = [PathOnHost, isElsewhere ? PathInContainer : '', CgroupPermissions];
  return pieces
    .filter((piece, index) => piece !== '' && !(index === 2 && piece === 'rwm'))
    .join(':');
}

function formatGpus({ Driver, Count, DeviceIDs, Capabilities, Options }: DeviceRequest): string {
  const ids = DeviceIDs ?? [];
  const capabilities = (Capabilities?.[0] ?? []).filter(name => name !== 'gpu');
  const options = pairsBeyond(Options);
  const count = Count === -1 ? 'all' : `${Count ?? 0}`;
  const fields = [
    ...(ids.length > 0 ? [`device=${ids.join(',')}`] : []),
    ...(Driver ? [`driver=${Driver}`] : []),
    ...(capabilities.length > 0 ? [`capabilities=${capabilities.join(',')}`] : []),
    ...(options.length > 0 ? [`options=${writeCsv(options)}`] : []),
  ];
  if (ids.length > 0) return writeCsv(fields);
  return writeCsv(fields.length === 0 ? [count] : [`count=${count}`, ...fields]);
}

function rateOf({ Path, Rate = 0 }: { readonly Path: string; readonly Rate?: number }): string {
  return `${Path}:${formatBytes(Rate)}`;
}

function bytes(value: number | null | undefined): string {
  return value ? formatBytes(value) : '';
}

function number(value: number | null | undefined): string {
  return value ? `${value}` : '';
}

function unless(value: string | null | undefined, engines: string): string {
  return value && value !== engines ? value : '';
}
