import { validateEnv, validateLabel } from '../keyValue';
import { validateMac } from '../macAddress';
import type { Problem } from '../problem';
import { parseCountDevice, parseRateDevice, parseWeightDevice } from './blockDevice';
import { parseBytes } from './bytes';
import { parseCpus } from './cpus';
import { isQualifiedDevice, parseDevice, validateDeviceRule } from './device';
import { type Fault, fault, isFault } from './fault';
import { parseGoDuration } from './goDuration';
import { parseGoInt, parseGoUint } from './goNumber';
import { parseGpus } from './gpus';
import { parseMountOption } from './mountOption';
import { parseDns, parseDnsSearch, parseExtraHost } from './nameLookup';
import { parseNetworkOption } from './networkOption';
import { factsOf, type OptionName, type OptionType } from './options';
import { parsePlatform } from './platform';
import { parseRestart } from './policy';
import { parseExpose, parsePublish } from './publish';
import { parseSecurityOption } from './securityOption';
import { parseUlimit } from './ulimit';
import { parseVolume } from './volume';

type Rule = (text: string) => unknown;

/** What the CLI refuses of one value; what these answer but a fault does not matter here. */
const rules: Partial<Record<OptionName, Rule>> = {
  'add-host': parseExtraHost,
  attach: text =>
    /^(?:stdin|stdout|stderr)$/i.test(text) ? undefined : fault('attach.stream', text),
  'blkio-weight-device': parseWeightDevice,
  cgroupns: choice('', 'host', 'private'),
  device: text => (isQualifiedDevice(text) ? undefined : parseDevice(text)),
  'device-cgroup-rule': validateDeviceRule,
  'device-read-bps': parseRateDevice,
  'device-read-iops': parseCountDevice,
  'device-write-bps': parseRateDevice,
  'device-write-iops': parseCountDevice,
  dns: parseDns,
  'dns-search': parseDnsSearch,
  env: text => fromProblem(validateEnv(text)),
  expose: parseExpose,
  gpus: parseGpus,
  label: labelFault,
  link: linkFault,
  'mac-address': text => (text === '' ? undefined : macFault(text)),
  mount: parseMountOption,
  network: parseNetworkOption,
  pid: namespace,
  platform: text => (text === '' ? undefined : parsePlatform(text)),
  publish: parsePublish,
  pull: choice('', 'always', 'missing', 'never'),
  restart: parseRestart,
  'security-opt': parseSecurityOption,
  'storage-opt': text => (text.includes('=') ? undefined : fault('value.pair', text)),
  sysctl: sysctlFault,
  ulimit: parseUlimit,
  userns: choice('', 'host'),
  uts: choice('', 'host'),
  volume: parseVolume,
};

const typeRules: Partial<Record<OptionType, Rule>> = {
  int: text => parseGoInt(text) ?? fault('value.int', text),
  uint16: text => parseGoUint(text, 16) ?? fault('value.int', text),
  uint64: text => parseGoUint(text, 64) ?? fault('value.int', text),
  bytes: text => parseBytes(text) ?? fault('value.size', text),
  decimal: text => {
    const cpus = parseCpus(text);
    if (cpus === 'precise') return fault('value.precise', text);
    return cpus ?? fault('value.decimal', text);
  },
  duration: text => {
    const duration = parseGoDuration(text);
    if (duration === undefined) return fault('value.duration', text);
    return duration < 0 ? fault('value.negative', text) : duration;
  },
};

/** Why the CLI refuses one value of an option. */
export function valueFault(option: OptionName, text: string): Fault | undefined {
  if (option === 'memory-swap' && text === '-1') return undefined;
  const read = (rules[option] ?? typeRules[factsOf(option).type])?.(text);
  return isFault(read) ? read : undefined;
}

export function choice(...texts: readonly string[]): (text: string) => Fault | undefined {
  return text =>
    texts.includes(text)
      ? undefined
      : fault('value.choice', text, ...texts.filter(known => known !== ''));
}

/** The engine takes a MAC address of eight bytes or more too, and then nothing starts. */
export function macFault(text: string): Fault | undefined {
  return fromProblem(validateMac(text.trim()));
}

export function fromProblem(problem: Problem | undefined): Fault | undefined {
  return problem && fault(problem.code, ...(problem.args ?? []));
}

function namespace(text: string): Fault | undefined {
  return /^container:./s.test(text) || text === '' || text === 'host'
    ? undefined
    : fault('value.choice', text, 'host', 'container:…');
}

/** Blanks before the key the CLI lets through, and line breaks within. */
function labelFault(text: string): Fault | undefined {
  const key = (text.split('=')[0] ?? '').replace(/^[ \t]+/, '');
  if (key === '') return fromProblem(validateLabel(''));
  return /[ \t]/.test(key) ? fault('label.white', key) : undefined;
}

function linkFault(text: string): Fault | undefined {
  if (text === '') return fault('link.empty');
  return text.split(':').length > 2 ? fault('link.format', text) : undefined;
}

const sysctls = new Set([
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
]);

function sysctlFault(text: string): Fault | undefined {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(0, at));
  const isKnown = sysctls.has(key) || /^(?:net|fs\.mqueue)\./.test(key);
  return at > 0 && isKnown ? undefined : fault('sysctl.name', text);
}
