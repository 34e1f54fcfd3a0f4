import type { ProblemCode } from '../problem';
import type { RunCode } from './problem';

/** Why a text is not what it should be: what the readers of single values answer. */
export interface Fault {
  readonly fault: RunCode | ProblemCode;
  readonly args: readonly (string | number)[];
}

export function fault(code: RunCode | ProblemCode, ...args: readonly (string | number)[]): Fault {
  return { fault: code, args };
}

export function isFault(read: unknown): read is Fault {
  return typeof read === 'object' && read !== null && 'fault' in read;
}

/** What was read; undefined where it is a fault. */
export function sound<T>(read: T | Fault): T | undefined {
  return isFault(read) ? undefined : read;
}
