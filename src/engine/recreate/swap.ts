import type { Engine } from '../connection';
import { removeContainer } from '../containerVerbs';
import { EngineError } from '../errors';
import type { Journal, LineListener, Step, SwapEntry } from './journal';
import { look } from './look';
import { owning } from './owning';
import type { ReadyBounds } from './ready';
import { type RestoreBounds, restore } from './restore';
import { isLate, type Replacement, type SwapOptions, Swapping } from './swapping';

export type SwapOutcome =
  | { readonly kind: 'swapped'; readonly swapped: Swapped }
  /** It failed, and all is as it was. */
  | { readonly kind: 'restored'; readonly step: Step; readonly error: EngineError }
  /** It failed, and so did the way back: the journal keeps it, `resume` goes on. */
  | {
      readonly kind: 'stuck';
      /** Of the swap, for `resumeEntry`. */
      readonly id: string;
      readonly step: Step;
      readonly error: EngineError;
      readonly restoreError: EngineError;
    };

/** A swap that is done, until somebody says that it is good. */
export interface Swapped {
  readonly entry: SwapEntry;
  /**
   * Removes the old ones, and none of their volumes.
   *
   * @throws {EngineError} `notFound` where a new one is gone: then nothing is removed; `conflict`
   *   where somebody started an old one, or with a code as `owning` does
   */
  confirm(): Promise<void>;
  /**
   * Removes the new ones and brings the old ones back.
   *
   * @throws {EngineError} what stood in the way; the journal keeps what is left to do; `conflict`
   *   with a code as `owning` does
   */
  undo(): Promise<void>;
}

export const usualBounds: ReadyBounds & RestoreBounds = {
  healthyMs: 60_000,
  settleMs: 2_000,
  restoreMs: 60_000,
  lateMs: 2_000,
};

/**
 * Swaps containers for new ones of the same names, in one transaction: it ends with all of them
 * new, or with all of them as they were. Nothing has to be taken out of its networks for that: a
 * container that has stopped holds neither addresses nor ports.
 *
 * @param replacements the container itself, then those that live in its namespaces, each after those
 *   in whose it lives
 */
export async function swap(
  engine: Engine,
  replacements: readonly Replacement[],
  options: SwapOptions,
): Promise<SwapOutcome> {
  const bounds = { ...usualBounds, ...options };
  const swapping = new Swapping(engine, replacements, options);
  const { journal } = options;
  const { id } = swapping.entry;
  try {
    await checkUnchanged(engine, replacements, options.signal);
    await journal.claim(id);
  } catch (error) {
    return { kind: 'restored', step: 'begin', error: EngineError.from(error) };
  }
  try {
    await swapping.run(bounds);
    return { kind: 'swapped', swapped: swappedOf(engine, swapping.entry, bounds) };
  } catch (error) {
    return await wayBack(engine, swapping.entry, bounds, EngineError.from(error));
  } finally {
    await journal.release(id).catch(() => {});
  }
}

async function wayBack(
  engine: Engine,
  entry: SwapEntry,
  bounds: RestoreBounds & { readonly journal: Journal },
  error: EngineError,
): Promise<SwapOutcome> {
  const { step } = entry;
  try {
    await restore(engine, bounds.journal, entry, bounds, isLate(error));
    return { kind: 'restored', step, error };
  } catch (second) {
    const restoreError = EngineError.from(second);
    return { kind: 'stuck', id: entry.id, step, error, restoreError };
  }
}

/** The plan is as old as the reading it was made of. */
async function checkUnchanged(
  engine: Engine,
  replacements: readonly Replacement[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const { id, name, was } of replacements) {
    const now = await look(engine, id, { signal });
    if (!now) throw new EngineError('notFound', name);
    const { isRunning, isRestarting, isPaused } = now;
    const is = isPaused ? 'paused' : isRunning || isRestarting ? 'running' : 'stopped';
    if (now.name !== name || is !== was) {
      throw new EngineError('conflict', name, undefined, 'changed');
    }
  }
}

/** What can be done with a swap that is done. */
export function swappedOf(
  engine: Engine,
  entry: SwapEntry,
  bounds: RestoreBounds & { readonly journal: Journal },
): Swapped {
  const { journal, onLine } = bounds;
  return {
    entry,
    confirm: () =>
      owning(journal, entry, async now => {
        await checkThere(engine, now);
        await confirm(engine, journal, now, onLine);
      }),
    undo: () =>
      owning(journal, entry, async now => {
        // Some of the old ones may be gone already.
        if (now.phase === 'confirming') {
          throw new EngineError('conflict', now.id, undefined, 'ended');
        }
        await restore(engine, journal, now, bounds, false);
      }),
  };
}

/** Without the new ones the old ones are all there is. */
async function checkThere(engine: Engine, { members }: SwapEntry): Promise<void> {
  for (const { newId = '', finalName } of members) {
    if (!(await look(engine, newId))) throw new EngineError('notFound', finalName);
  }
}

/** @throws {EngineError} the journal keeps what is left to do */
export async function confirm(
  engine: Engine,
  journal: Journal,
  entry: SwapEntry,
  onLine: LineListener = () => {},
): Promise<void> {
  await journal.write({ ...entry, phase: 'confirming' });
  for (const { oldId, oldName } of [...entry.members].reverse()) {
    onLine(['rm', oldName]);
    await removeContainer(engine, oldId);
  }
  await journal.clear(entry.id);
}
