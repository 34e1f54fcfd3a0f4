import { parseKeyValue } from '../keyValue';
import { formatBytes } from './bytes';
import { toCreateRequest } from './create';
import type { CreateBody, Healthcheck, HostConfig } from './createRequest';
import { isFault, sound } from './fault';
import { given } from './given';
import { formatGoDuration } from './goDuration';
import { type DeviceRequest, parseGpus } from './gpus';
import type { ListName } from './options';
import { parsePublish } from './publish';
import { isOn, listOf, type RunSpec, textOf } from './spec';
import type { Ulimit } from './ulimit';

/** All of a service but its volumes and networks, by the names of the Compose specification. */
export function composeService(spec: RunSpec): object {
  const { body } = toCreateRequest({ ...spec, action: 'run' }, '1.51');
  const { HostConfig: host } = body;
  const { entrypoint } = spec.options;
  return {
    ...given({ image: spec.image, container_name: textOf(spec, 'name') }),
    ...(entrypoint !== undefined && { entrypoint: entrypoint === '' ? [] : [entrypoint] }),
    ...given({
      command: spec.command,
      ...processOf(spec, body),
      ports: unique(listOf(spec, 'publish').flatMap(portText)),
      expose: each(spec, 'expose'),
      ...namesOf(spec, host),
      ...lifeOf(spec, body),
      ...rightsOf(spec, host),
      ...limitsOf(spec, host),
      ...devicesOf(spec, host),
      labels: body.Labels,
      label_file: each(spec, 'label-file'),
      annotations: host.Annotations,
      logging: given({ driver: host.LogConfig?.Type, options: host.LogConfig?.Config }),
    }),
    // These say something when they are off or nought, too.
    ...(host.Init !== undefined && { init: host.Init }),
    ...(host.MemorySwappiness >= 0 && { mem_swappiness: host.MemorySwappiness }),
  };
}

function processOf(spec: RunSpec, body: CreateBody): object {
  return {
    platform: textOf(spec, 'platform'),
    pull_policy: textOf(spec, 'pull'),
    working_dir: body.WorkingDir,
    user: body.User,
    stdin_open: body.OpenStdin,
    tty: body.Tty,
    environment: variablesOf(spec),
    // As docker run reads it: without quotes, and without anything put in for variables.
    env_file: each(spec, 'env-file').map(path => ({ path, format: 'raw' })),
  };
}

/** A name alone takes its value from where Compose runs, as it does from where docker run does. */
function variablesOf(spec: RunSpec): Readonly<Record<string, string | null>> {
  const pairs = listOf(spec, 'env').map(parseKeyValue);
  return Object.fromEntries(pairs.map(({ key, value = null }) => [key, value]));
}

/** The short form, whatever it was written in. */
function portText(text: string): readonly string[] {
  const published = parsePublish(text);
  if (isFault(published)) return [];
  const { ip, hostPort: host, containerPort: container, protocol } = published;
  const range = ({ first, last }: typeof container): string =>
    first === last ? `${first}` : `${first}-${last}`;
  const address = ip.includes(':') ? `[${ip}]:` : ip === '' ? '' : `${ip}:`;
  const before = host === undefined ? (ip === '' ? '' : ':') : `${range(host)}:`;
  return [`${address}${before}${range(container)}${protocol === 'tcp' ? '' : `/${protocol}`}`];
}

function namesOf(spec: RunSpec, host: HostConfig): object {
  return {
    hostname: textOf(spec, 'hostname'),
    domainname: textOf(spec, 'domainname'),
    extra_hosts: unique(host.ExtraHosts ?? []),
    dns: unique(host.Dns ?? []),
    dns_search: unique(host.DnsSearch ?? []),
    dns_opt: each(spec, 'dns-option'),
    // The others are no services of this file.
    external_links: each(spec, 'link'),
    volumes_from: each(spec, 'volumes-from').map(text => `container:${text}`),
  };
}

function lifeOf(spec: RunSpec, body: CreateBody): object {
  const { StopTimeout: seconds = -1 } = body;
  return {
    restart: textOf(spec, 'restart').replace(/:$/, ''),
    stop_signal: body.StopSignal,
    stop_grace_period: seconds >= 0 ? `${seconds}s` : '',
    healthcheck: healthcheckOf(body.Healthcheck),
    runtime: textOf(spec, 'runtime'),
  };
}

function healthcheckOf(check: Healthcheck = {}): object {
  if (check.Test?.[0] === 'NONE') return { disable: true };
  const time = (nanoseconds?: number): string =>
    nanoseconds === undefined ? '' : formatGoDuration(nanoseconds);
  return given({
    test: check.Test,
    interval: time(check.Interval),
    timeout: time(check.Timeout),
    retries: check.Retries,
    start_period: time(check.StartPeriod),
    start_interval: time(check.StartInterval),
  });
}

function rightsOf(spec: RunSpec, host: HostConfig): object {
  return {
    privileged: host.Privileged,
    read_only: host.ReadonlyRootfs,
    cap_add: host.CapAdd,
    cap_drop: host.CapDrop,
    security_opt: each(spec, 'security-opt'),
    group_add: each(spec, 'group-add'),
    userns_mode: host.UsernsMode,
    pid: host.PidMode,
    ipc: host.IpcMode,
    uts: host.UTSMode,
    cgroup: host.CgroupnsMode,
    cgroup_parent: host.CgroupParent,
    isolation: host.Isolation,
    sysctls: host.Sysctls,
    use_api_socket: isOn(spec, 'use-api-socket'),
  };
}

function limitsOf(spec: RunSpec, host: HostConfig): object {
  const { MemorySwap: swap = 0 } = host;
  return {
    mem_limit: size(host.Memory),
    mem_reservation: size(host.MemoryReservation),
    memswap_limit: swap < 0 ? swap : size(swap),
    cpus: (host.NanoCpus ?? 0) / 1e9,
    cpuset: textOf(spec, 'cpuset-cpus'),
    cpu_shares: host.CpuShares,
    cpu_period: host.CpuPeriod,
    cpu_quota: host.CpuQuota,
    cpu_rt_period: host.CpuRealtimePeriod,
    cpu_rt_runtime: host.CpuRealtimeRuntime,
    cpu_count: host.CpuCount,
    cpu_percent: host.CpuPercent,
    pids_limit: host.PidsLimit,
    shm_size: size(host.ShmSize),
    oom_kill_disable: host.OomKillDisable,
    oom_score_adj: host.OomScoreAdj,
    ulimits: Object.fromEntries((host.Ulimits ?? []).map(ulimitOf)),
  };
}

function ulimitOf({ Name, Soft, Hard }: Ulimit): readonly [string, number | object] {
  return [Name, Soft === Hard ? Soft : { soft: Soft, hard: Hard }];
}

function devicesOf(spec: RunSpec, host: HostConfig): object {
  const rates = (devices: HostConfig['BlkioDeviceReadBps']): readonly object[] =>
    (devices ?? []).map(({ Path, Rate }) => ({ path: Path, rate: Rate }));
  return {
    devices: each(spec, 'device'),
    device_cgroup_rules: each(spec, 'device-cgroup-rule'),
    gpus: each(spec, 'gpus')
      .flatMap(text => sound(parseGpus(text)) ?? [])
      .map(gpuOf),
    storage_opt: host.StorageOpt,
    blkio_config: given({
      weight: host.BlkioWeight,
      weight_device: (host.BlkioWeightDevice ?? []).map(({ Path, Weight }) => ({
        path: Path,
        weight: Weight,
      })),
      device_read_bps: rates(host.BlkioDeviceReadBps),
      device_read_iops: rates(host.BlkioDeviceReadIOps),
      device_write_bps: rates(host.BlkioDeviceWriteBps),
      device_write_iops: rates(host.BlkioDeviceWriteIOps),
    }),
  };
}

function gpuOf({ Driver, Count, DeviceIDs, Capabilities, Options }: DeviceRequest): object {
  return given({
    driver: Driver,
    count: Count === -1 ? 'all' : Count,
    device_ids: DeviceIDs,
    capabilities: unique(Capabilities?.[0] ?? []),
    options: Options,
  });
}

/** Compose refuses lists that say a thing twice. */
function each(spec: RunSpec, name: ListName): readonly string[] {
  return unique(listOf(spec, name).filter(text => text !== ''));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function size(bytes: number | undefined): string {
  return bytes === undefined || bytes === 0 ? '' : formatBytes(bytes);
}
