import { toRecord } from '../keyValue';
import { parseCountDevice, parseRateDevice, parseWeightDevice } from './blockDevice';
import { parseBytes } from './bytes';
import { parseCpus } from './cpus';
import type { HostConfig } from './createRequest';
import { isQualifiedDevice, parseDevice } from './device';
import { type Fault, sound } from './fault';
import { given } from './given';
import { parseGoInt, parseGoUint } from './goNumber';
import { type DeviceRequest, parseGpus } from './gpus';
import { parseDns, parseDnsSearch, parseExtraHost } from './nameLookup';
import { networkModeOf } from './networkingConfig';
import type { ListName, TextName } from './options';
import { normalCapabilities, parseRestart } from './policy';
import { publishedPorts } from './publish';
import { unmaskedPaths } from './securityOption';
import { bindsOf, mountsOf, tmpfsOf } from './sources';
import { isOn, listOf, type RunSpec, textOf } from './spec';
import { parseUlimit, type Ulimit } from './ulimit';

/** The part of the create request that hangs on the host; relative paths start from the folder. */
export function hostConfigOf(spec: RunSpec, folder: string | undefined): HostConfig {
  const { init } = spec.options;
  const securityOptions = listOf(spec, 'security-opt');
  const isUnmasked = securityOptions.includes(unmaskedPaths);
  const swappiness = spec.options['memory-swappiness'];
  const restart = spec.options.restart;
  return {
    ...given({
      Binds: bindsOf(spec, folder),
      ContainerIDFile: textOf(spec, 'cidfile'),
      PortBindings: publishedPorts(listOf(spec, 'publish')),
      AutoRemove: isOn(spec, 'rm'),
      VolumeDriver: textOf(spec, 'volume-driver'),
      VolumesFrom: listOf(spec, 'volumes-from'),
      Annotations: toRecord(listOf(spec, 'annotation')),
      SecurityOpt: securityOptions.filter(option => option !== unmaskedPaths),
      StorageOpt: toRecord(listOf(spec, 'storage-opt')),
      Tmpfs: tmpfsOf(spec),
      ShmSize: bytes(spec, 'shm-size'),
      Sysctls: toRecord(listOf(spec, 'sysctl')),
      Runtime: textOf(spec, 'runtime'),
      Isolation: textOf(spec, 'isolation'),
      Mounts: mountsOf(spec, folder),
      ...namespacesOf(spec),
      ...rightsOf(spec),
      ...lookupOf(spec),
      ...limitsOf(spec),
      ...devicesOf(spec),
      ...windowsOf(spec),
    }),
    ...logOf(spec),
    NetworkMode: networkModeOf(spec),
    RestartPolicy:
      restart === undefined ? { Name: 'no' } : (sound(parseRestart(restart)) ?? { Name: '' }),
    ConsoleSize: [0, 0],
    MemorySwappiness: (swappiness === undefined ? undefined : parseGoInt(swappiness)) ?? -1,
    ...(isUnmasked && { MaskedPaths: [], ReadonlyPaths: [] }),
    ...(init !== undefined && { Init: init }),
  };
}

function namespacesOf(spec: RunSpec): Partial<HostConfig> {
  return {
    CgroupnsMode: textOf(spec, 'cgroupns'),
    IpcMode: textOf(spec, 'ipc'),
    PidMode: textOf(spec, 'pid'),
    UTSMode: textOf(spec, 'uts'),
    UsernsMode: textOf(spec, 'userns'),
  };
}

function rightsOf(spec: RunSpec): Partial<HostConfig> {
  return {
    CapAdd: normalCapabilities(listOf(spec, 'cap-add')),
    CapDrop: normalCapabilities(listOf(spec, 'cap-drop')),
    GroupAdd: listOf(spec, 'group-add'),
    Privileged: isOn(spec, 'privileged'),
    ReadonlyRootfs: isOn(spec, 'read-only'),
  };
}

function lookupOf(spec: RunSpec): Partial<HostConfig> {
  return {
    Dns: each(spec, 'dns', parseDns),
    DnsOptions: listOf(spec, 'dns-option'),
    DnsSearch: each(spec, 'dns-search', parseDnsSearch),
    ExtraHosts: each(spec, 'add-host', parseExtraHost),
    Links: listOf(spec, 'link'),
    PublishAllPorts: isOn(spec, 'publish-all'),
  };
}

function limitsOf(spec: RunSpec): Partial<HostConfig> {
  const cpus = parseCpus(textOf(spec, 'cpus'));
  const swap = textOf(spec, 'memory-swap');
  return given({
    CpuShares: int(spec, 'cpu-shares'),
    Memory: bytes(spec, 'memory'),
    NanoCpus: cpus === 'precise' ? undefined : cpus,
    CgroupParent: textOf(spec, 'cgroup-parent'),
    CpuPeriod: int(spec, 'cpu-period'),
    CpuQuota: int(spec, 'cpu-quota'),
    CpuRealtimePeriod: int(spec, 'cpu-rt-period'),
    CpuRealtimeRuntime: int(spec, 'cpu-rt-runtime'),
    CpusetCpus: textOf(spec, 'cpuset-cpus'),
    CpusetMems: textOf(spec, 'cpuset-mems'),
    KernelMemory: bytes(spec, 'kernel-memory'),
    MemoryReservation: bytes(spec, 'memory-reservation'),
    MemorySwap: swap === '-1' ? -1 : parseBytes(swap),
    OomKillDisable: isOn(spec, 'oom-kill-disable'),
    OomScoreAdj: int(spec, 'oom-score-adj'),
    PidsLimit: int(spec, 'pids-limit'),
    Ulimits: ulimitsOf(spec),
  });
}

function devicesOf(spec: RunSpec): Partial<HostConfig> {
  return given({
    BlkioWeight: parseGoUint(textOf(spec, 'blkio-weight'), 16),
    BlkioWeightDevice: each(spec, 'blkio-weight-device', parseWeightDevice),
    BlkioDeviceReadBps: each(spec, 'device-read-bps', parseRateDevice),
    BlkioDeviceWriteBps: each(spec, 'device-write-bps', parseRateDevice),
    BlkioDeviceReadIOps: each(spec, 'device-read-iops', parseCountDevice),
    BlkioDeviceWriteIOps: each(spec, 'device-write-iops', parseCountDevice),
    Devices: listOf(spec, 'device')
      .filter(text => !isQualifiedDevice(text))
      .flatMap(text => sound(parseDevice(text)) ?? []),
    DeviceCgroupRules: listOf(spec, 'device-cgroup-rule'),
    DeviceRequests: deviceRequestsOf(spec),
  });
}

function windowsOf(spec: RunSpec): Partial<HostConfig> {
  return given({
    CpuCount: int(spec, 'cpu-count'),
    CpuPercent: int(spec, 'cpu-percent'),
    IOMaximumIOps: parseGoUint(textOf(spec, 'io-maxiops'), 64),
    IOMaximumBandwidth: bytes(spec, 'io-maxbandwidth'),
  });
}

function logOf(spec: RunSpec): Pick<HostConfig, 'LogConfig'> {
  const type = textOf(spec, 'log-driver');
  const options = listOf(spec, 'log-opt');
  if (type === '' && options.length === 0) return {};
  return { LogConfig: { Type: type, Config: toRecord(options) } };
}

/** One a name, the last; by name. */
function ulimitsOf(spec: RunSpec): readonly Ulimit[] {
  const limits = new Map(each(spec, 'ulimit', parseUlimit).map(limit => [limit.Name, limit]));
  return [...limits.values()].sort((one, other) => (one.Name < other.Name ? -1 : 1));
}

/** The GPUs, then all devices of the Container Device Interface in one request. */
function deviceRequestsOf(spec: RunSpec): readonly DeviceRequest[] {
  const qualified = listOf(spec, 'device').filter(isQualifiedDevice);
  const gpus = each(spec, 'gpus', parseGpus);
  return qualified.length === 0 ? gpus : [...gpus, { Driver: 'cdi', DeviceIDs: qualified }];
}

function each<T>(spec: RunSpec, name: ListName, parse: (text: string) => T | Fault): readonly T[] {
  return listOf(spec, name).flatMap(text => {
    const value = sound(parse(text));
    return value === undefined ? [] : [value];
  });
}

function int(spec: RunSpec, name: TextName): number | undefined {
  return parseGoInt(textOf(spec, name));
}

function bytes(spec: RunSpec, name: TextName): number | undefined {
  return parseBytes(textOf(spec, name));
}
