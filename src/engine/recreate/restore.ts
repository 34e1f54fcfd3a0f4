import { formatRestart } from '../../docker/run/policy';
import type { Engine } from '../connection';
import {
  pauseContainer,
  removeContainer,
  renameContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
  updateContainer,
} from '../containerVerbs';
import { EngineError, isConnectionError } from '../errors';
import { removeVolume } from '../volumeVerbs';
import type { Journal, LineListener, Member, SwapEntry } from './journal';
import { type Look, look } from './look';
import { type PassBounds, untilNothingIsLeft } from './passes';

export interface RestoreBounds extends PassBounds {
  readonly onLine?: LineListener | undefined;
}

/** One that ends at once is not started for ever. */
const mostStarts = 3;

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
  bounds: RestoreBounds,
  late: boolean,
): Promise<void> {
  // The journal only helps who comes later: the way back does not hang on it.
  await journal.write({ ...entry, phase: 'undoing' }).catch(() => {});
  const restoring = new Restoring(engine, entry, bounds.onLine);
  await untilNothingIsLeft(() => restoring.pass(), bounds, late);
  // A container that is filled from a large image may appear minutes later.
  const isOpen = late && entry.step === 'create';
  const end = isOpen ? journal.write({ ...entry, phase: 'sweeping' }) : journal.clear(entry.id);
  await end.catch(() => {});
}

/** Removes the new container that appeared after its swap had been undone. */
export async function sweep(engine: Engine, journal: Journal, entry: SwapEntry): Promise<void> {
  for (const { newName } of entry.members) {
    const made = await look(engine, newName);
    if (made) await removeContainer(engine, made.id);
  }
  await journal.clear(entry.id);
}

class Restoring {
  /** What failed of a stop for the second time is as stopped as it will be. */
  readonly #stopped = new Set<string>();
  readonly #starts = new Map<string, number>();

  constructor(
    private readonly engine: Engine,
    private readonly entry: SwapEntry,
    private readonly say: LineListener = () => {},
  ) {}

  /** @returns whether anything was to be done */
  async pass(): Promise<boolean> {
    try {
      return await this.#pass();
    } catch (error) {
      // If the engine went away, so did what ran on it.
      if (isConnectionError(EngineError.from(error))) this.#starts.clear();
      throw error;
    }
  }

  async #pass(): Promise<boolean> {
    let isChanged = false;
    const { members } = this.entry;
    // Those that share a network end before it does.
    for (const member of [...members].reverse()) {
      if (await this.#removeNew(member)) isChanged = true;
    }
    // And begin after it.
    for (const member of members) {
      if (await this.#bringBack(member)) isChanged = true;
    }
    for (const member of members) {
      if (await this.#pauseAgain(member)) isChanged = true;
    }
    return isChanged;
  }

  async #removeNew(member: Member): Promise<boolean> {
    const { engine } = this;
    const made = await this.#madeOf(member);
    if (!made) return false;
    const old = await look(engine, member.oldId);
    if (!old) return this.#keepNew(member, made);
    await this.#endNew(made);
    this.say(['rm', '-f', made.name]);
    await removeContainer(engine, made.id, { force: true });
    // What one has written that ran for longer may be wanted.
    if (this.entry.step !== 'end') await this.#removeFresh(made, old);
    return true;
  }

  /** By the name that only a swap gives, where the engine's answer was lost. */
  async #madeOf({ newId, newName, oldId }: Member): Promise<Look | undefined> {
    const made = await look(this.engine, newId ?? newName);
    return made?.id === oldId ? undefined : made;
  }

  /** Somebody removed the original: what is left is all there is. */
  async #keepNew({ finalName, was }: Member, made: Look): Promise<boolean> {
    const { engine } = this;
    let isChanged = false;
    if (made.name !== finalName && !(await look(engine, finalName))) {
      this.say(['rename', made.name, finalName]);
      await renameContainer(engine, made.id, finalName);
      isChanged = true;
    }
    if (was === 'stopped' || made.isRunning) return isChanged;
    return (await this.#start(made.id, finalName)) || isChanged;
  }

  /** It may be writing into the volumes that the original has: so it gets its grace. */
  async #endNew({ id, name, isRunning, isPaused, isRestarting }: Look): Promise<void> {
    if (!isRunning && !isRestarting) return;
    this.say(['stop', name]);
    try {
      if (isPaused) await unpauseContainer(this.engine, id);
      await stopContainer(this.engine, id);
    } catch (error) {
      if (isConnectionError(EngineError.from(error))) throw error;
    }
  }

  /** Volumes without a name that were made with it: the engine refuses those that are used. */
  async #removeFresh({ ownVolumes }: Look, old: Look): Promise<void> {
    for (const name of ownVolumes.filter(volume => !old.volumes.includes(volume))) {
      // It may stay, but the original must come back.
      await removeVolume(this.engine, name).catch(() => {});
    }
  }

  async #bringBack(member: Member): Promise<boolean> {
    const { engine } = this;
    const old = await look(engine, member.oldId);
    if (!old) return false;
    let isChanged = false;
    if (old.name !== member.name) {
      this.say(['rename', old.name, member.name]);
      await renameContainer(engine, old.id, member.name);
      isChanged = true;
    }
    if (await this.#endStop(member, old)) isChanged = true;
    if (old.restart.Name !== (member.restart.Name || 'no')) {
      this.say(['update', '--restart', formatRestart(member.restart), member.name]);
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

  async #runAgain({ oldId, name, was }: Member): Promise<boolean> {
    if (was === 'stopped') return false;
    const old = await look(this.engine, oldId);
    return old && !old.isRunning && !old.isRestarting ? this.#start(oldId, name) : false;
  }

  async #start(id: string, name: string): Promise<boolean> {
    const starts = this.#starts.get(id) ?? 0;
    if (starts >= mostStarts) return false;
    this.say(['start', name]);
    await startContainer(this.engine, id);
    this.#starts.set(id, starts + 1);
    return true;
  }

  async #pauseAgain({ oldId, name, was }: Member): Promise<boolean> {
    if (was !== 'paused') return false;
    const old = await look(this.engine, oldId);
    if (!old?.isRunning || old.isPaused) return false;
    this.say(['pause', name]);
    await pauseContainer(this.engine, oldId);
    return true;
  }
}
