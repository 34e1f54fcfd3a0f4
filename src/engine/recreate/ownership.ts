import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Beacon, isBurning } from './beacon';

/** A file that is only being written, in milliseconds. */
const writingMs = 10_000;

/** One of another machine, whose sign of life is not seen from here, in milliseconds. */
const elsewhereMs = 10 * 60_000;

const tries = 10;

interface Lock {
  readonly generation: number;
  readonly text: string;
  readonly ageMs: number;
}

/**
 * Who works on what, among processes that have a folder in common: for each id the last of its
 * files `ID.N.lock` counts, as long as its owner lives. Files of the dead stay, so whoever comes
 * next takes the next number, which only one can make; they go with what they are about.
 */
export class Ownership {
  readonly #held = new Map<string, string>();
  #beacon: Promise<Beacon> | undefined;

  constructor(private readonly folder: string) {}

  /** False where it is owned, by another part of this process too. */
  async claim(id: string): Promise<boolean> {
    if (this.#held.has(id)) return false;
    this.#held.set(id, '');
    try {
      const file = await this.#take(id);
      if (file !== undefined) {
        this.#held.set(id, file);
        return true;
      }
    } catch (error) {
      await this.release(id);
      throw error;
    }
    await this.release(id);
    return false;
  }

  async release(id: string): Promise<void> {
    const file = this.#held.get(id);
    if (file) await rm(file, { force: true });
    this.#held.delete(id);
    if (this.#held.size > 0) return;
    const beacon = this.#beacon;
    this.#beacon = undefined;
    (await beacon)?.close();
  }

  /** The files of the dead; what they were about is over. */
  async forget(id: string): Promise<void> {
    for (const generation of await this.#generations(id)) {
      const file = this.#file(id, generation);
      if (file !== this.#held.get(id)) await rm(file, { force: true });
    }
  }

  async #take(id: string): Promise<string | undefined> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    this.#beacon ??= Beacon.light();
    const { address } = await this.#beacon;
    for (let at = 0; at < tries; at++) {
      const last = await this.#last(id);
      if (last && (await isAlive(last))) return undefined;
      const generation = (last?.generation ?? -1) + 1;
      const file = this.#file(id, generation);
      if (await created(file, JSON.stringify({ machine: os.hostname(), address }))) {
        if (await this.#isFirm(id, generation, last)) return file;
        await rm(file, { force: true });
      }
      await sleep(10 + Math.random() * 40);
    }
    return undefined;
  }

  /** Whether nobody else came meanwhile, by another idea of who was the last. */
  async #isFirm(id: string, generation: number, last: Lock | undefined): Promise<boolean> {
    const before = last && (await this.#read(id, last.generation));
    const all = await this.#generations(id);
    return before?.text === last?.text && Math.max(...all) === generation;
  }

  async #last(id: string): Promise<Lock | undefined> {
    const all = await this.#generations(id);
    return all.length === 0 ? undefined : this.#read(id, Math.max(...all));
  }

  async #generations(id: string): Promise<readonly number[]> {
    return (await readdir(this.folder).catch(() => [])).flatMap(name => {
      const [, own, generation] = /^([0-9a-f]{8})\.(\d+)\.lock$/.exec(name) ?? [];
      return own === id ? [Number(generation)] : [];
    });
  }

  /** Undefined where it has just gone. */
  async #read(id: string, generation: number): Promise<Lock | undefined> {
    const file = this.#file(id, generation);
    try {
      const { mtimeMs } = await stat(file);
      return { generation, text: await readFile(file, 'utf8'), ageMs: Date.now() - mtimeMs };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #file(id: string, generation: number): string {
    return path.join(this.folder, `${id}.${generation}.lock`);
  }
}

async function created(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(text).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isAlive({ text, ageMs }: Lock): Promise<boolean> {
  let read: { machine?: unknown; address?: unknown };
  try {
    read = JSON.parse(text) as typeof read;
  } catch {
    return ageMs < writingMs;
  }
  if (read.machine !== os.hostname()) return ageMs < elsewhereMs;
  return typeof read.address === 'string' && isBurning(read.address);
}
