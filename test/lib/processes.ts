import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process by number and start time, so that a number given again to another process is not taken for it. */
export interface ProcessMark {
  readonly pid: number;
  readonly startTicks: string;
}

interface ProcessState {
  readonly name: string;
  readonly state: string;
  readonly parent: number;
  readonly startTicks: string;
}

/** Field numbers as in proc(5); the name may hold blanks and brackets, so the rest is read after its last bracket. */
function readState(pid: number): ProcessState | undefined {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const close = text.lastIndexOf(')');
    const rest = text.slice(close + 2).split(' ');
    const name = text.slice(text.indexOf('(') + 1, close);
    const [state = '', parent = '0'] = rest;
    return { name, state, parent: Number(parent), startTicks: rest[19] ?? '' };
  } catch {
    return undefined; // gone, or a system without /proc
  }
}

export function markOf(pid: number): ProcessMark {
  return { pid, startTicks: readState(pid)?.startTicks ?? '' };
}

export function isAlive(mark: ProcessMark): boolean {
  const found = readState(mark.pid);
  return found !== undefined && found.state !== 'Z' && found.startTicks === mark.startTicks;
}

/** The children of a process that bear this name. */
export function childrenOf(parent: number, name?: string): number[] {
  return fs
    .readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .map(Number)
    .filter(pid => {
      const found = readState(pid);
      return found?.parent === parent && (name === undefined || found.name === name);
    });
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Stops a process, and returns when all its threads stand: the signal alone lets them run on for a moment. */
export function freeze(pid: number, withinMs = 2_000): void {
  signal(pid, 'SIGSTOP');
  const stands = (): boolean =>
    fs
      .readdirSync(`/proc/${pid}/task`)
      .every(thread => /^[TtZ]?$/.test(readState(Number(thread))?.state ?? ''));
  const end = Date.now() + withinMs;
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (Date.now() < end && isThere(pid) && !stands()) Atomics.wait(clock, 0, 0, 2);
}

function isThere(pid: number): boolean {
  return fs.existsSync(`/proc/${pid}/task`);
}

/** Waits until the claim holds; false when it did not within the time. */
export async function eventually(
  claim: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 25,
): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!(await claim())) {
    if (Date.now() > end) return false;
    await sleep(everyMs);
  }
  return true;
}
