import { type Problem, problem } from './problem';

/** The signals of Linux (not MIPS) by the names the engine knows, without SIG. */
const numbers: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  IOT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  POLL: 29,
  PWR: 30,
  SYS: 31,
  ...realTime(),
};
const valid = new Set(Object.values(numbers));

export interface Signal {
  /** With SIG. */
  readonly name: string;
  readonly number: number;
}

/** Without the real-time ones and without second names, by number. */
export const signals: readonly Signal[] = Object.entries(numbers)
  .filter(([name]) => !/^(RT|IOT$|CLD$|POLL$)/.test(name))
  .map(([name, number]) => ({ name: `SIG${name}`, number }));

/** The number of `TERM`, `sigterm` or `15`; undefined where the engine would refuse it. */
export function parseSignal(text: string): number | undefined {
  const number = /^\d+$/.test(text)
    ? Number(text)
    : numbers[text.toUpperCase().replace(/^SIG/, '')];
  return number !== undefined && valid.has(number) ? number : undefined;
}

export function validateSignal(text: string): Problem | undefined {
  if (text.trim() === '') return problem('signal.empty');
  if (parseSignal(text) !== undefined) return undefined;
  return problem(/^-?\d+$/.test(text) ? 'signal.number' : 'signal.name', text);
}

/** `SIGTERM` for 15; undefined for a number that is none. */
export function signalName(number: number): string | undefined {
  return signals.find(signal => signal.number === number)?.name;
}

/** 34 to 64: RTMIN to RTMIN+15, RTMAX-14 to RTMAX. The C library keeps 32 and 33 to itself. */
function realTime(): Record<string, number> {
  const [least, greatest] = [34, 64];
  const names: Record<string, number> = { RTMIN: least, RTMAX: greatest };
  for (let step = 1; step <= 15; step++) names[`RTMIN+${step}`] = least + step;
  for (let step = 1; step <= 14; step++) names[`RTMAX-${step}`] = greatest - step;
  return names;
}
