import { type OptionName, optionNames } from '../../docker/run/options';
import type { RunSpec } from '../../docker/run/spec';

export const sections = [
  'image',
  'ports',
  'environment',
  'mounts',
  'network',
  'resources',
  'health',
  'security',
  'labels',
  'other',
] as const;
export type Section = (typeof sections)[number];

/** Those that stand open before the user says otherwise. */
export const firstOpen: readonly Section[] = ['image', 'ports', 'environment', 'mounts', 'network'];

/** Where each option stands; in a section they come in this order. */
const places: Readonly<Record<OptionName, Section>> = {
  name: 'image',
  detach: 'image',
  rm: 'image',
  interactive: 'image',
  tty: 'image',
  entrypoint: 'image',
  workdir: 'image',
  user: 'image',
  platform: 'image',
  pull: 'image',
  publish: 'ports',
  'publish-all': 'ports',
  expose: 'ports',
  env: 'environment',
  'env-file': 'environment',
  volume: 'mounts',
  mount: 'mounts',
  tmpfs: 'mounts',
  'volumes-from': 'mounts',
  'volume-driver': 'mounts',
  'use-api-socket': 'mounts',
  network: 'network',
  hostname: 'network',
  domainname: 'network',
  'network-alias': 'network',
  ip: 'network',
  ip6: 'network',
  'link-local-ip': 'network',
  'mac-address': 'network',
  'add-host': 'network',
  dns: 'network',
  'dns-search': 'network',
  'dns-option': 'network',
  link: 'network',
  memory: 'resources',
  'memory-reservation': 'resources',
  'memory-swap': 'resources',
  'memory-swappiness': 'resources',
  cpus: 'resources',
  'cpuset-cpus': 'resources',
  'cpuset-mems': 'resources',
  'cpu-shares': 'resources',
  'cpu-period': 'resources',
  'cpu-quota': 'resources',
  'cpu-rt-period': 'resources',
  'cpu-rt-runtime': 'resources',
  'pids-limit': 'resources',
  'shm-size': 'resources',
  'oom-kill-disable': 'resources',
  'oom-score-adj': 'resources',
  ulimit: 'resources',
  gpus: 'resources',
  device: 'resources',
  'storage-opt': 'resources',
  'blkio-weight': 'resources',
  'blkio-weight-device': 'resources',
  'device-read-bps': 'resources',
  'device-read-iops': 'resources',
  'device-write-bps': 'resources',
  'device-write-iops': 'resources',
  'kernel-memory': 'resources',
  'cpu-count': 'resources',
  'cpu-percent': 'resources',
  'io-maxbandwidth': 'resources',
  'io-maxiops': 'resources',
  restart: 'health',
  'stop-signal': 'health',
  'stop-timeout': 'health',
  init: 'health',
  'no-healthcheck': 'health',
  'health-cmd': 'health',
  'health-interval': 'health',
  'health-timeout': 'health',
  'health-retries': 'health',
  'health-start-period': 'health',
  'health-start-interval': 'health',
  privileged: 'security',
  'read-only': 'security',
  'cap-add': 'security',
  'cap-drop': 'security',
  'security-opt': 'security',
  'group-add': 'security',
  userns: 'security',
  pid: 'security',
  ipc: 'security',
  uts: 'security',
  cgroupns: 'security',
  'cgroup-parent': 'security',
  'device-cgroup-rule': 'security',
  sysctl: 'security',
  isolation: 'security',
  label: 'labels',
  'label-file': 'labels',
  annotation: 'labels',
  'log-driver': 'labels',
  'log-opt': 'labels',
  attach: 'other',
  'sig-proxy': 'other',
  'detach-keys': 'other',
  runtime: 'other',
  cidfile: 'other',
  quiet: 'other',
  'disable-content-trust': 'other',
  help: 'other',
};

const inOrder = Object.keys(places) as readonly OptionName[];

export function sectionOf(name: OptionName): Section {
  return places[name];
}

/** Made once, for they are asked for at every keystroke. */
const bySection: ReadonlyMap<Section, readonly OptionName[]> = new Map(
  sections.map(section => [section, inOrder.filter(name => places[name] === section)]),
);

export function optionsOf(section: Section): readonly OptionName[] {
  return bySection.get(section) ?? [];
}

/** How many options of a section are given. */
export function countSet(spec: RunSpec, section: Section): number {
  const own = optionsOf(section).filter(name => spec.options[name] !== undefined).length;
  return section === 'other' ? own + (spec.unknown?.length ?? 0) : own;
}

/** The options whose name, label or help has every word of the query; undefined: no query. */
export function found(
  query: string,
  texts: {
    readonly label: Readonly<Record<OptionName, string>>;
    readonly help: Readonly<Record<OptionName, string>>;
  },
): ReadonlySet<OptionName> | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const matches = optionNames.filter(name => {
    const text = `--${name} ${texts.label[name]} ${texts.help[name]}`.toLowerCase();
    return words.every(word => text.includes(word));
  });
  return new Set(matches);
}
