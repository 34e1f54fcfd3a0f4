import type { Engine } from '../connection';
import {
  pauseContainer,
  removeContainer,
  renameContainer,
  startContainer,
  stopContainer,
  updateContainer,
} from '../containerVerbs';
import { EngineError, isConnectionError } from '../errors';
import { removeVolume } from '../volumeVerbs';
import type { Journal, Member, SwapEntry } from './journal';
import { type Look, look } from './look';
import { resting } from './ready';

/** How long it is tried against an engine that does not answer or refuses; in milliseconds. */
export interface RestoreBounds {
  readonly restoreMs: number;
}

/** Between two tries, in milliseconds. */
const shortest = 200;
const longest = 3_000;

/** A request that was cut off may still be carried out: for so long it is looked for, in ms. */
const lateMs = 2_000;

/**
 * Brings the originals back, whatever a swap has done so far: it looks at what there is and does
 * what is missing, again and again, until nothing is. So it may be cut off and begun anew.
 *
 * @param entry the last that was written down
 * @param late whether a request of the swap was cut off, and may still be carried out
 * @throws {EngineError} what stood in the way when the time was over; the journal keeps the swap
 */
export async function restore(
  engine: Engine,
  journal: Journal,
  entry: SwapEntry,
  { restoreMs }: RestoreBounds,
  late: boolean,
): Promise<void> {
  const begunAt = performance.now();
  const passed = (): number => performance.now() - begunAt;
  const undoing = new Undoing(engine, journal, { ...entry, phase: 'undoing' });
  let wait = shortest;
  for (;;) {
    try {
      const isDone = !(await undoing.pass());
      if (isDone && (!late || passed() >= lateMs)) break;
      wait = shortest;
    } catch (error) {
      if (passed() + wait >= restoreMs) throw EngineError.from(error);
      wait = Math.min(2 * wait, longest);
    }
    await resting(wait);
  }
  await journal.clear(entry.id);
}

class Undoing {
  #entry: SwapEntry;
  #isWritten = false;
  /** What failed of a stop for the second time is as stopped as it will be. */
  readonly #stopped = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly journal: Journal,
    entry: SwapEntry,
  ) {
    this.#entry = entry;
  }

  /** @returns whether anything was to be done */
  async pass(): Promise<boolean> {
    if (!this.#isWritten) await this.journal.write(this.#entry);
    this.#isWritten = true;
    let isChanged = false;
    const { members } = this.#entry;
    // Those that share a network end before it does.
    for (const member of [...members].reverse()) {
      if (await this.#removeNew(member)) isChanged = true;
    }
    // And begin after it.
    for (const member of members) {
      if (await this.#bringBack(member)) isChanged = true;
    }
    return isChanged;
  }

  async #removeNew(member: Member): Promise<boolean> {
    const { engine } = this;
    const made = await this.#madeOf(member);
    if (!made) return false;
    const old = await look(engine, member.oldId);
    if (!old) {
      // Somebody removed the original: what is left is all there is.
      if (made.name === member.finalName || (await look(engine, member.finalName))) return false;
      await renameContainer(engine, made.id, member.finalName);
      return true;
    }
    await removeContainer(engine, made.id, { force: true });
    if (this.#entry.step !== 'begin') await this.#removeFresh(made, old);
    return true;
  }

  /** By the name that only a swap gives, where the engine's answer was lost. */
  async #madeOf({ newId, newName, oldId }: Member): Promise<Look | undefined> {
    const made = await look(this.engine, newId ?? newName);
    return made?.id === oldId ? undefined : made;
  }

  /** Volumes without a name that only the new one had: the engine refuses those that are used. */
  async #removeFresh(made: Look, old: Look): Promise<void> {
    const fresh = made.volumes.filter(
      name => /^[0-9a-f]{64}$/.test(name) && !old.volumes.includes(name),
    );
    for (const name of fresh) {
      // Empty or of a run that failed: it may stay, but the original must come back.
      await removeVolume(this.engine, name).catch(() => {});
    }
  }

  async #bringBack(member: Member): Promise<boolean> {
    const { engine } = this;
    const old = await look(engine, member.oldId);
    if (!old) return false;
    let isChanged = false;
    if (old.name !== member.name) {
      await renameContainer(engine, old.id, member.name);
      isChanged = true;
    }
    if (await this.#endStop(member, old)) isChanged = true;
    if (old.restart.Name !== (member.restart.Name || 'no')) {
      await updateContainer(engine, old.id, { RestartPolicy: member.restart });
      isChanged = true;
    }
    return (await this.#runAgain(member)) || isChanged;
  }

  /** A stop that nobody heard the end of may still come: it is waited for. */
  async #endStop({ oldId, stop }: Member, { isRunning }: Look): Promise<boolean> {
    if (stop !== 'begun' || !isRunning || this.#stopped.has(oldId)) return false;
    try {
      await stopContainer(this.engine, oldId);
    } catch (error) {
      if (isConnectionError(EngineError.from(error))) throw error;
    }
    this.#stopped.add(oldId);
    return true;
  }

  async #runAgain({ oldId, was }: Member): Promise<boolean> {
    if (was === 'stopped') return false;
    const old = await look(this.engine, oldId);
    if (!old) return false;
    let isChanged = false;
    if (!old.isRunning && !old.isRestarting) {
      await startContainer(this.engine, oldId);
      isChanged = true;
    }
    if (was === 'paused' && !old.isPaused) {
      await pauseContainer(this.engine, oldId);
      isChanged = true;
    }
    return isChanged;
  }
}
