import { capabilities } from '../../docker/run/capability';
import type { MountRow } from '../../docker/run/mountRow';
import type { OptionName } from '../../docker/run/options';
import { ulimitNames } from '../../docker/run/ulimit';
import { parseSwapName } from '../../docker/swapNames';
import type { RunContainer, RunKnown } from '../../protocol/run';

/** What a value looks like, where it is not seen from the label. Docker's words in any language. */
const examples: Partial<Readonly<Record<OptionName, string>>> = {
  'add-host': 'db:10.0.0.5',
  annotation: 'key=value',
  'blkio-weight': '10–1000',
  'blkio-weight-device': '/dev/sda:200',
  cpus: '1.5',
  'cpuset-cpus': '0-3,5',
  'cpuset-mems': '0,1',
  'cpu-period': '100000',
  'cpu-quota': '50000',
  'cpu-shares': '1024',
  'detach-keys': 'ctrl-p,ctrl-q',
  device: '/dev/snd:/dev/snd:rwm',
  'device-cgroup-rule': 'c 42:* rmw',
  'device-read-bps': '/dev/sda:1mb',
  'device-read-iops': '/dev/sda:1000',
  'device-write-bps': '/dev/sda:1mb',
  'device-write-iops': '/dev/sda:1000',
  dns: '1.1.1.1',
  'dns-search': 'example.com',
  'dns-option': 'ndots:2',
  expose: '8080/tcp',
  'health-cmd': 'curl -f http://localhost/ || exit 1',
  'health-interval': '30s',
  'health-retries': '3',
  'health-start-interval': '5s',
  'health-start-period': '10s',
  'health-timeout': '5s',
  ip: '172.30.0.10',
  ip6: '2001:db8::10',
  label: 'key=value',
  link: 'container:alias',
  'log-opt': 'max-size=10m',
  'mac-address': '92:d0:c6:0a:29:33',
  memory: '512m',
  'memory-reservation': '256m',
  'memory-swap': '1g',
  'memory-swappiness': '0–100',
  'oom-score-adj': '-1000–1000',
  'pids-limit': '100',
  'security-opt': 'no-new-privileges',
  'shm-size': '64m',
  'stop-timeout': '10',
  'storage-opt': 'size=10G',
  sysctl: 'net.core.somaxconn=1024',
  user: '1000:1000',
  workdir: '/app',
};

const choices: Partial<Readonly<Record<OptionName, readonly string[]>>> = {
  attach: ['stdin', 'stdout', 'stderr'],
  'cap-add': ['ALL', ...capabilities],
  'cap-drop': ['ALL', ...capabilities],
  cgroupns: ['private', 'host'],
  gpus: ['all'],
  ipc: ['private', 'shareable', 'host', 'none'],
  isolation: ['default', 'process', 'hyperv'],
  'log-driver': ['json-file', 'local', 'journald', 'syslog', 'fluentd', 'gelf', 'none'],
  pid: ['host'],
  platform: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'],
  pull: ['missing', 'always', 'never'],
  restart: ['no', 'unless-stopped', 'always', 'on-failure', 'on-failure:5'],
  'security-opt': ['no-new-privileges', 'seccomp=unconfined', 'apparmor=unconfined'],
  'stop-signal': ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGKILL', 'SIGUSR1', 'SIGWINCH'],
  ulimit: ulimitNames.map(name => `${name}=`),
  userns: ['host'],
  uts: ['host'],
};

export function exampleOf(name: OptionName): string {
  return examples[name] ?? '';
}

/** What is offered while a value is typed. */
export function offersFor(name: OptionName, { containers }: RunKnown): readonly string[] {
  // The engine takes the mounts of one that is stopped, too.
  if (name === 'volumes-from') return containers.filter(isOffered).map(own => own.name);
  const running = containers.filter(({ isRunning }) => isRunning).map(own => own.name);
  const sharing = running.map(container => `container:${container}`);
  if (name === 'link') return running.map(container => `${container}:${container}`);
  const own = choices[name] ?? [];
  return name === 'ipc' || name === 'pid' ? [...own, ...sharing] : own;
}

const propagations = ['rshared', 'rslave', 'rprivate', 'shared', 'slave', 'private'];

/** One that a change keeps for the way back is nobody's to build on. */
export function isOffered({ name }: RunContainer): boolean {
  return parseSwapName(name) === undefined;
}

/** What may be said of a mount beside its parts; the most usual first. */
export function mountOptionOffers({ kind, option }: MountRow): readonly string[] {
  if (option === 'tmpfs') return ['size=64m', 'size=64m,mode=1777', 'noexec', 'exec'];
  if (option === 'volume') return kind === 'folder' ? ['z', 'Z', ...propagations] : ['nocopy'];
  if (kind === 'folder') return propagations.map(name => `bind-propagation=${name}`);
  if (kind === 'tmpfs') return ['tmpfs-size=64m', 'tmpfs-mode=1777'];
  return ['volume-nocopy', 'volume-label=key=value', 'volume-subpath=folder'];
}
