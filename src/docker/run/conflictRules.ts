import { parseBytes } from './bytes';
import { isDetached } from './containerConfig';
import { sound } from './fault';
import { parseGoDuration } from './goDuration';
import { parseGoInt } from './goNumber';
import type { TextName } from './options';
import { parseRestart } from './policy';
import type { SpecProblem } from './problem';
import { isOn, listOf, type RunSpec, textOf } from './spec';
import { at } from './specProblem';

/** The least that the engine gives a container, in bytes: 6 MB. */
const leastMemory = 6 * 1024 * 1024;

/** Options that do not go together. */
export function conflictProblems(spec: RunSpec): readonly SpecProblem[] {
  return [
    ...memoryProblems(spec),
    ...cpuProblems(spec),
    ...healthProblems(spec),
    ...lifeProblems(spec),
    ...logProblems(spec),
  ];
}

function memoryProblems(spec: RunSpec): readonly SpecProblem[] {
  const memory = bytes(spec, 'memory');
  const reservation = bytes(spec, 'memory-reservation');
  const swapText = textOf(spec, 'memory-swap');
  const swap = swapText === '-1' ? 0 : bytes(spec, 'memory-swap');
  const problems: SpecProblem[] = [];
  if (memory > 0 && memory < leastMemory) {
    problems.push(at('error', 'memory', 'value.least', textOf(spec, 'memory'), '6m'));
  }
  if (reservation > 0 && reservation < leastMemory) {
    const text = textOf(spec, 'memory-reservation');
    problems.push(at('error', 'memory-reservation', 'value.least', text, '6m'));
  }
  if (memory > 0 && reservation > memory) {
    const texts = [textOf(spec, 'memory-reservation'), textOf(spec, 'memory')];
    problems.push(at('error', 'memory-reservation', 'memory.reservation', ...texts));
  }
  if (swap > 0 && memory === 0) problems.push(at('error', 'memory-swap', 'memory.swapAlone'));
  if (swap > 0 && memory > 0 && swap < memory) {
    problems.push(at('error', 'memory-swap', 'memory.swapSmall', swapText, textOf(spec, 'memory')));
  }
  return problems;
}

function cpuProblems(spec: RunSpec): readonly SpecProblem[] {
  const clashing: readonly TextName[] = ['cpu-period', 'cpu-quota'];
  const isCounted = /[1-9]/.test(textOf(spec, 'cpus'));
  const clashes = clashing.filter(name => isCounted && int(spec, name) > 0);
  const [period, runtime] = [int(spec, 'cpu-rt-period'), int(spec, 'cpu-rt-runtime')];
  const isTooLong = period > 0 && runtime > period;
  return [
    ...clashes.map(name => at('error', 'cpus', 'option.conflict', '--cpus', `--${name}`)),
    ...(isTooLong ? [at('error', 'cpu-rt-runtime', 'value.range', runtime, 0, period)] : []),
  ];
}

const healthNames: readonly TextName[] = [
  'health-cmd',
  'health-interval',
  'health-retries',
  'health-start-interval',
  'health-start-period',
  'health-timeout',
];

function healthProblems(spec: RunSpec): readonly SpecProblem[] {
  if (!isOn(spec, 'no-healthcheck')) return [];
  const given = healthNames.filter(name => {
    const text = textOf(spec, name);
    if (name === 'health-cmd') return text !== '';
    return name === 'health-retries' ? int(spec, name) !== 0 : (parseGoDuration(text) ?? 0) !== 0;
  });
  return given.map(name => at('error', name, 'option.conflict', `--${name}`, '--no-healthcheck'));
}

function lifeProblems(spec: RunSpec): readonly SpecProblem[] {
  const restart = textOf(spec, 'restart');
  const policy = sound(parseRestart(restart))?.Name ?? '';
  const problems: SpecProblem[] = [];
  if (isOn(spec, 'rm') && policy !== '' && policy !== 'no') {
    problems.push(at('error', 'restart', 'restart.remove', restart));
  }
  if (isDetached(spec) && listOf(spec, 'attach').length > 0) {
    problems.push(at('error', 'attach', 'option.conflict', '--attach', '--detach'));
  }
  if (textOf(spec, 'uts') === 'host' && textOf(spec, 'hostname') !== '') {
    problems.push(at('error', 'hostname', 'option.conflict', '--hostname', '--uts host'));
  }
  return problems;
}

function logProblems(spec: RunSpec): readonly SpecProblem[] {
  const hasOptions = listOf(spec, 'log-opt').length > 0;
  return textOf(spec, 'log-driver') === 'none' && hasOptions
    ? [at('error', 'log-opt', 'option.conflict', '--log-opt', '--log-driver none')]
    : [];
}

function bytes(spec: RunSpec, name: TextName): number {
  return parseBytes(textOf(spec, name)) ?? 0;
}

function int(spec: RunSpec, name: TextName): number {
  return parseGoInt(textOf(spec, name)) ?? 0;
}
