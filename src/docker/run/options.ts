/** How an option's value is read; `list` options may be given several times, of others the last counts. */
export type OptionType =
  | 'bool'
  | 'string'
  /** As Go reads it: `0x10`, `0b1`, `010` (octal), `1_000` too. */
  | 'int'
  | 'uint16'
  | 'uint64'
  /** A size: `512m`, `1.5g`. */
  | 'bytes'
  /** A number of CPUs: `1.5`. */
  | 'decimal'
  /** `1m30s`. */
  | 'duration'
  | 'list';

export interface OptionFacts {
  readonly type: OptionType;
  /** The letter behind a single hyphen. */
  readonly short?: string;
  /** A second, hidden name. */
  readonly alias?: string;
  /** What it counts as where it is not given; otherwise empty, false or none. */
  readonly preset?: string;
  /** The part of the create request that it fills; `client`: the command line keeps it to itself. */
  readonly feeds: string;
  /** The first API version of an engine that has it. */
  readonly since?: string;
  /** Only engines on this system take it. */
  readonly os?: 'windows';
  /** The value is a file on the client's machine. */
  readonly file?: true;
  /** `docker create` does not have it. */
  readonly runOnly?: true;
  readonly deprecated?: true;
  readonly experimental?: true;
}

/** Every option of `docker run`, of CLI 28, the hidden ones too. */
export const runOptions = {
  'add-host': { type: 'list', feeds: 'HostConfig.ExtraHosts' },
  annotation: { type: 'list', feeds: 'HostConfig.Annotations', since: '1.43' },
  attach: { type: 'list', short: 'a', feeds: 'Config.Attach*' },
  'blkio-weight': { type: 'uint16', feeds: 'HostConfig.BlkioWeight', preset: '0' },
  'blkio-weight-device': { type: 'list', feeds: 'HostConfig.BlkioWeightDevice' },
  'cap-add': { type: 'list', feeds: 'HostConfig.CapAdd' },
  'cap-drop': { type: 'list', feeds: 'HostConfig.CapDrop' },
  'cgroup-parent': { type: 'string', feeds: 'HostConfig.CgroupParent' },
  cgroupns: { type: 'string', feeds: 'HostConfig.CgroupnsMode', since: '1.41' },
  cidfile: { type: 'string', feeds: 'HostConfig.ContainerIDFile', file: true },
  'cpu-count': { type: 'int', feeds: 'HostConfig.CpuCount', preset: '0', os: 'windows' },
  'cpu-percent': { type: 'int', feeds: 'HostConfig.CpuPercent', preset: '0', os: 'windows' },
  'cpu-period': { type: 'int', feeds: 'HostConfig.CpuPeriod', preset: '0' },
  'cpu-quota': { type: 'int', feeds: 'HostConfig.CpuQuota', preset: '0' },
  'cpu-rt-period': {
    type: 'int',
    feeds: 'HostConfig.CpuRealtimePeriod',
    preset: '0',
    since: '1.25',
  },
  'cpu-rt-runtime': {
    type: 'int',
    feeds: 'HostConfig.CpuRealtimeRuntime',
    preset: '0',
    since: '1.25',
  },
  'cpu-shares': { type: 'int', short: 'c', feeds: 'HostConfig.CpuShares', preset: '0' },
  cpus: { type: 'decimal', feeds: 'HostConfig.NanoCpus', since: '1.25' },
  'cpuset-cpus': { type: 'string', feeds: 'HostConfig.CpusetCpus' },
  'cpuset-mems': { type: 'string', feeds: 'HostConfig.CpusetMems' },
  detach: { type: 'bool', short: 'd', feeds: 'Config.Attach*', runOnly: true },
  'detach-keys': { type: 'string', feeds: 'client', runOnly: true },
  device: { type: 'list', feeds: 'HostConfig.Devices' },
  'device-cgroup-rule': { type: 'list', feeds: 'HostConfig.DeviceCgroupRules' },
  'device-read-bps': { type: 'list', feeds: 'HostConfig.BlkioDeviceReadBps' },
  'device-read-iops': { type: 'list', feeds: 'HostConfig.BlkioDeviceReadIOps' },
  'device-write-bps': { type: 'list', feeds: 'HostConfig.BlkioDeviceWriteBps' },
  'device-write-iops': { type: 'list', feeds: 'HostConfig.BlkioDeviceWriteIOps' },
  'disable-content-trust': { type: 'bool', feeds: 'client', preset: 'true' },
  dns: { type: 'list', feeds: 'HostConfig.Dns' },
  'dns-option': { type: 'list', feeds: 'HostConfig.DnsOptions', alias: 'dns-opt' },
  'dns-search': { type: 'list', feeds: 'HostConfig.DnsSearch' },
  domainname: { type: 'string', feeds: 'Config.Domainname' },
  entrypoint: { type: 'string', feeds: 'Config.Entrypoint' },
  env: { type: 'list', short: 'e', feeds: 'Config.Env' },
  'env-file': { type: 'list', feeds: 'Config.Env', file: true },
  expose: { type: 'list', feeds: 'Config.ExposedPorts' },
  gpus: { type: 'list', feeds: 'HostConfig.DeviceRequests', since: '1.40' },
  'group-add': { type: 'list', feeds: 'HostConfig.GroupAdd' },
  'health-cmd': { type: 'string', feeds: 'Config.Healthcheck.Test' },
  'health-interval': { type: 'duration', feeds: 'Config.Healthcheck.Interval', preset: '0s' },
  'health-retries': { type: 'int', feeds: 'Config.Healthcheck.Retries', preset: '0' },
  'health-start-interval': {
    type: 'duration',
    feeds: 'Config.Healthcheck.StartInterval',
    preset: '0s',
    since: '1.44',
  },
  'health-start-period': {
    type: 'duration',
    feeds: 'Config.Healthcheck.StartPeriod',
    preset: '0s',
    since: '1.29',
  },
  'health-timeout': { type: 'duration', feeds: 'Config.Healthcheck.Timeout', preset: '0s' },
  help: { type: 'bool', feeds: 'client' },
  hostname: { type: 'string', short: 'h', feeds: 'Config.Hostname' },
  init: { type: 'bool', feeds: 'HostConfig.Init', since: '1.25' },
  interactive: { type: 'bool', short: 'i', feeds: 'Config.OpenStdin' },
  'io-maxbandwidth': { type: 'bytes', feeds: 'HostConfig.IOMaximumBandwidth', os: 'windows' },
  'io-maxiops': { type: 'uint64', feeds: 'HostConfig.IOMaximumIOps', preset: '0', os: 'windows' },
  ip: { type: 'string', feeds: 'NetworkingConfig' },
  ip6: { type: 'string', feeds: 'NetworkingConfig' },
  ipc: { type: 'string', feeds: 'HostConfig.IpcMode' },
  isolation: { type: 'string', feeds: 'HostConfig.Isolation' },
  'kernel-memory': { type: 'bytes', feeds: 'HostConfig.KernelMemory', deprecated: true },
  label: { type: 'list', short: 'l', feeds: 'Config.Labels' },
  'label-file': { type: 'list', feeds: 'Config.Labels', file: true },
  link: { type: 'list', feeds: 'HostConfig.Links' },
  'link-local-ip': { type: 'list', feeds: 'NetworkingConfig' },
  'log-driver': { type: 'string', feeds: 'HostConfig.LogConfig.Type' },
  'log-opt': { type: 'list', feeds: 'HostConfig.LogConfig.Config' },
  'mac-address': { type: 'string', feeds: 'NetworkingConfig' },
  memory: { type: 'bytes', short: 'm', feeds: 'HostConfig.Memory' },
  'memory-reservation': { type: 'bytes', feeds: 'HostConfig.MemoryReservation' },
  'memory-swap': { type: 'bytes', feeds: 'HostConfig.MemorySwap' },
  'memory-swappiness': { type: 'int', feeds: 'HostConfig.MemorySwappiness', preset: '-1' },
  mount: { type: 'list', feeds: 'HostConfig.Mounts' },
  name: { type: 'string', feeds: 'query' },
  network: { type: 'list', feeds: 'NetworkingConfig', alias: 'net' },
  'network-alias': { type: 'list', feeds: 'NetworkingConfig', alias: 'net-alias' },
  'no-healthcheck': { type: 'bool', feeds: 'Config.Healthcheck' },
  'oom-kill-disable': { type: 'bool', feeds: 'HostConfig.OomKillDisable' },
  'oom-score-adj': { type: 'int', feeds: 'HostConfig.OomScoreAdj', preset: '0' },
  pid: { type: 'string', feeds: 'HostConfig.PidMode' },
  'pids-limit': { type: 'int', feeds: 'HostConfig.PidsLimit', preset: '0' },
  platform: { type: 'string', feeds: 'query', since: '1.32' },
  privileged: { type: 'bool', feeds: 'HostConfig.Privileged' },
  publish: { type: 'list', short: 'p', feeds: 'HostConfig.PortBindings' },
  'publish-all': { type: 'bool', short: 'P', feeds: 'HostConfig.PublishAllPorts' },
  pull: { type: 'string', feeds: 'client', preset: 'missing' },
  quiet: { type: 'bool', short: 'q', feeds: 'client' },
  'read-only': { type: 'bool', feeds: 'HostConfig.ReadonlyRootfs' },
  restart: { type: 'string', feeds: 'HostConfig.RestartPolicy', preset: 'no' },
  rm: { type: 'bool', feeds: 'HostConfig.AutoRemove' },
  runtime: { type: 'string', feeds: 'HostConfig.Runtime' },
  'security-opt': { type: 'list', feeds: 'HostConfig.SecurityOpt' },
  'shm-size': { type: 'bytes', feeds: 'HostConfig.ShmSize' },
  'sig-proxy': { type: 'bool', feeds: 'client', preset: 'true', runOnly: true },
  'stop-signal': { type: 'string', feeds: 'Config.StopSignal' },
  'stop-timeout': { type: 'int', feeds: 'Config.StopTimeout', preset: '0', since: '1.25' },
  'storage-opt': { type: 'list', feeds: 'HostConfig.StorageOpt' },
  sysctl: { type: 'list', feeds: 'HostConfig.Sysctls' },
  tmpfs: { type: 'list', feeds: 'HostConfig.Tmpfs' },
  tty: { type: 'bool', short: 't', feeds: 'Config.Tty' },
  ulimit: { type: 'list', feeds: 'HostConfig.Ulimits' },
  'use-api-socket': { type: 'bool', feeds: 'HostConfig.Mounts', experimental: true },
  user: { type: 'string', short: 'u', feeds: 'Config.User' },
  userns: { type: 'string', feeds: 'HostConfig.UsernsMode' },
  uts: { type: 'string', feeds: 'HostConfig.UTSMode' },
  volume: { type: 'list', short: 'v', feeds: 'HostConfig.Binds' },
  'volume-driver': { type: 'string', feeds: 'HostConfig.VolumeDriver' },
  'volumes-from': { type: 'list', feeds: 'HostConfig.VolumesFrom' },
  workdir: { type: 'string', short: 'w', feeds: 'Config.WorkingDir' },
} as const satisfies Record<string, OptionFacts>;

type Table = typeof runOptions;

export type OptionName = keyof Table;
type NameOf<T extends OptionType> = {
  [K in OptionName]: Table[K]['type'] extends T ? K : never;
}[OptionName];

/** On or off. */
export type SwitchName = NameOf<'bool'>;
/** Given several times, all count. */
export type ListName = NameOf<'list'>;
/** One text, also where it stands for a number. */
export type TextName = Exclude<OptionName, SwitchName | ListName>;

export const optionNames = Object.keys(runOptions) as readonly OptionName[];

export function factsOf(name: OptionName): OptionFacts {
  return runOptions[name];
}

export function isSwitch(name: OptionName): name is SwitchName {
  return factsOf(name).type === 'bool';
}

export function isList(name: OptionName): name is ListName {
  return factsOf(name).type === 'list';
}

const byLong = new Map<string, OptionName>(
  optionNames.flatMap(name => {
    const { alias } = factsOf(name);
    const own: [string, OptionName] = [name, name];
    return alias === undefined ? [own] : [own, [alias, name]];
  }),
);
const byShort = new Map<string, OptionName>(
  optionNames.flatMap(name => {
    const { short } = factsOf(name);
    return short === undefined ? [] : [[short, name]];
  }),
);

/** The option that is called so behind two hyphens. */
export function optionOf(long: string): OptionName | undefined {
  return byLong.get(long);
}

/** The option of a letter behind one hyphen. */
export function optionOfLetter(letter: string): OptionName | undefined {
  return byShort.get(letter);
}

/** All that may stand behind two hyphens, the hidden second names too. */
export const longNames: readonly string[] = [...byLong.keys()];
