import type { Engine } from '../connection';
import { removeContainer } from '../containerVerbs';
import { EngineError } from '../errors';
import type { Journal, Step, SwapEntry } from './journal';
import { look } from './look';
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
   *   where somebody started an old one
   */
  confirm(): Promise<void>;
  /**
   * Removes the new ones and brings the old ones back.
   *
   * @throws {EngineError} what stood in the way; the journal keeps what is left to do
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
  try {
    await checkUnchanged(engine, replacements, options.signal);
  } catch (error) {
    return { kind: 'restored', step: 'begin', error: EngineError.from(error) };
  }
  try {
    await swapping.run(bounds);
    return { kind: 'swapped', swapped: swappedOf(engine, swapping.entry, bounds) };
  } catch (error) {
    const failure = EngineError.from(error);
    const { step } = swapping.entry;
    try {
      await restore(engine, options.journal, swapping.entry, bounds, isLate(failure));
      return { kind: 'restored', step, error: failure };
    } catch (second) {
      return { kind: 'stuck', step, error: failure, restoreError: EngineError.from(second) };
    }
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
  return {
    entry,
    confirm: async () => {
      await checkThere(engine, entry);
      await confirm(engine, bounds.journal, entry);
    },
    undo: () => restore(engine, bounds.journal, entry, bounds, false),
  };
}

/** Without the new ones the old ones are all there is. */
async function checkThere(engine: Engine, { members }: SwapEntry): Promise<void> {
  for (const { newId = '', finalName } of members) {
    if (!(await look(engine, newId))) throw new EngineError('notFound', finalName);
  }
}

/** @throws {EngineError} the journal keeps what is left to do */
export async function confirm(engine: Engine, journal: Journal, entry: SwapEntry): Promise<void> {
  await journal.write({ ...entry, phase: 'confirming' });
  for (const { oldId } of [...entry.members].reverse()) await removeContainer(engine, oldId);
  await journal.clear(entry.id);
}
