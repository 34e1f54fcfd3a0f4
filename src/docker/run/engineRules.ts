import { parseAddress } from '../address';
import { validateContainerName, validateVolumeName } from '../name';
import { validateSignal } from '../signal';
import { capabilities } from './capability';
import { type Fault, fault, isFault } from './fault';
import { parseGoDuration } from './goDuration';
import { parseGoBool, parseGoInt, parseGoUint } from './goNumber';
import type { OptionName } from './options';
import { normalCapabilities, parseRestart } from './policy';
import { parseSecurityOption, unmaskedPaths } from './securityOption';
import { choice, fromProblem } from './valueRules';

type Rule = (text: string) => Fault | undefined;

/** What the CLI lets through of one value and the engine refuses. */
const rules: Partial<Record<OptionName, Rule>> = {
  annotation: text => (text === '' || text.startsWith('=') ? fault('option.key') : undefined),
  'blkio-weight': text => {
    const weight = parseGoUint(text, 16) ?? 0;
    return weight !== 0 && (weight < 10 || weight > 1000)
      ? fault('value.range', weight, 10, 1000)
      : undefined;
  },
  'cap-add': capabilityFault,
  'cap-drop': capabilityFault,
  'cpu-period': range(1000, 1_000_000),
  'cpu-quota': text => {
    const quota = parseGoInt(text) ?? 0;
    return quota > 0 && quota < 1000 ? fault('value.least', quota, 1000) : undefined;
  },
  'cpu-shares': least(0),
  cpus: text => (text.startsWith('-') ? fault('value.negative', text) : undefined),
  'cpuset-cpus': setFault,
  'cpuset-mems': setFault,
  'health-interval': shortestFault,
  'health-timeout': shortestFault,
  'health-start-period': shortestFault,
  'health-start-interval': shortestFault,
  'health-retries': least(0),
  // What the kernel takes; the engine itself does not look.
  hostname: text =>
    new TextEncoder().encode(text).length > 64 ? fault('hostname.format', text) : undefined,
  ip: text => addressFault(text, 4),
  ip6: text => addressFault(text, 6),
  ipc: text =>
    /^(?:|none|private|shareable|host|container:.+)$/s.test(text)
      ? undefined
      : fault('value.choice', text, 'none', 'private', 'shareable', 'host', 'container:…'),
  isolation: choice('', 'default', 'process', 'hyperv'),
  'link-local-ip': text => (parseAddress(text) === undefined ? fault('value.ip', text) : undefined),
  'memory-swappiness': text => (text === '-1' ? undefined : range(0, 100)(text)),
  name: text => (text === '' ? undefined : fromProblem(validateContainerName(text))),
  'oom-score-adj': range(-1000, 1000),
  restart: restartFault,
  'security-opt': securityFault,
  'stop-signal': text => (text === '' ? undefined : fromProblem(validateSignal(text))),
  tmpfs: text => pathFault(text.split(':')[0] ?? '', true),
  'volumes-from': volumesFromFault,
  workdir: text => (text === '' ? undefined : pathFault(text, false)),
};

/** Why the engine refuses one value that the CLI can read. */
export function engineFault(option: OptionName, text: string): Fault | undefined {
  return rules[option]?.(text);
}

/** A path of the container: absolute, as Linux or Windows has them. */
export function pathFault(path: string, mounted: boolean): Fault | undefined {
  if (!/^(?:\/|[a-z]:[\\/])/i.test(path)) return fault('value.path', path);
  return mounted && /^\/[/.]*$/.test(path) ? fault('mount.root') : undefined;
}

export function addressFault(text: string, family: 4 | 6): Fault | undefined {
  if (text === '') return undefined;
  const address = parseAddress(text);
  if (address === undefined) return fault('value.ip', text);
  return address.family === family ? undefined : fault('value.family', text, family);
}

function range(from: number, to: number): Rule {
  return text => {
    const value = parseGoInt(text) ?? 0;
    return value !== 0 && (value < from || value > to)
      ? fault('value.range', value, from, to)
      : undefined;
  };
}

function least(from: number): Rule {
  return text => {
    const value = parseGoInt(text) ?? from;
    return value < from ? fault('value.least', value, from) : undefined;
  };
}

function capabilityFault(text: string): Fault | undefined {
  const [name = ''] = normalCapabilities([text]);
  return name === 'ALL' || capabilities.has(name)
    ? undefined
    : fault('value.choice', text, 'ALL', ...capabilities);
}

/** `0-3,5`. */
function setFault(text: string): Fault | undefined {
  return text === '' || /^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(text)
    ? undefined
    : fault('cpuset.format', text);
}

/** Nought is the default; else no wait is shorter than a millisecond. */
function shortestFault(text: string): Fault | undefined {
  const duration = parseGoDuration(text) ?? 0;
  return duration > 0 && duration < 1_000_000 ? fault('value.least', text, '1ms') : undefined;
}

const policies = ['no', 'always', 'unless-stopped', 'on-failure'];

function restartFault(text: string): Fault | undefined {
  const policy = parseRestart(text);
  if (isFault(policy) || policy.Name === '') return undefined;
  if (!policies.includes(policy.Name)) return fault('restart.policy', policy.Name, ...policies);
  const { MaximumRetryCount: count = 0 } = policy;
  if (count < 0) return fault('value.least', count, 0);
  return count > 0 && policy.Name !== 'on-failure'
    ? fault('restart.count', policy.Name)
    : undefined;
}

function securityFault(text: string): Fault | undefined {
  const option = parseSecurityOption(text);
  if (isFault(option) || text === unmaskedPaths) return undefined;
  const { key, value } = option;
  if (key === 'no-new-privileges' || key === 'writable-cgroups') {
    const isWrong = text !== 'no-new-privileges' && parseGoBool(value) === undefined;
    return isWrong ? fault('option.boolean', value) : undefined;
  }
  // What labels there are is SELinux's matter; without it the engine does not look.
  return key === 'label' || key === 'apparmor' || key === 'seccomp'
    ? undefined
    : fault('security.format', text);
}

function volumesFromFault(text: string): Fault | undefined {
  const [container = '', modes, ...more] = text.split(':');
  if (container === '' || more.length > 0) return fault('volumesFrom.format', text);
  if (modes === '') return undefined;
  const wrong = modes?.split(',').find(mode => !/^(?:ro|rw|z|Z|nocopy)$/.test(mode));
  return wrong === undefined ? undefined : fault('mount.mode', wrong);
}

export function volumeNameFault(name: string): Fault | undefined {
  return validateVolumeName(name) && fault('mount.volumeName', name);
}
