import type { Engine } from '../connection';
import { EngineError } from '../errors';
import type { SwapEntry } from './journal';
import { look } from './look';
import { untilReady } from './ready';
import { restore, sweep } from './restore';
import { confirm, type Swapped, swappedOf, usualBounds } from './swap';
import type { SwapOptions } from './swapping';

export type Resumed = { readonly entry: SwapEntry } & (
  | { readonly kind: 'swapped'; readonly swapped: Swapped }
  | { readonly kind: 'restored' | 'confirmed' }
  | { readonly kind: 'stuck'; readonly error: EngineError }
);

/**
 * Ends the swaps that were cut off on this engine: one whose new containers all run is done,
 * any other is undone. May itself be cut off, and begun anew; not beside a swap that is under way.
 *
 * @param options.host as it was when they were begun: those of other engines are left alone
 */
export async function resume(
  engine: Engine,
  options: Omit<SwapOptions, 'onStep'>,
): Promise<readonly Resumed[]> {
  const entries = (await options.journal.read()).filter(({ host }) => host === options.host);
  const all: Resumed[] = [];
  for (const entry of entries) all.push(await resumeOne(engine, entry, options));
  return all;
}

async function resumeOne(
  engine: Engine,
  entry: SwapEntry,
  options: Omit<SwapOptions, 'onStep'>,
): Promise<Resumed> {
  const { journal } = options;
  const bounds = { ...usualBounds, ...options };
  const done = (swapped: SwapEntry): Resumed => ({
    entry: swapped,
    kind: 'swapped',
    swapped: swappedOf(engine, swapped, bounds),
  });
  try {
    if (entry.phase === 'confirming') {
      await confirm(engine, journal, entry);
      return { entry, kind: 'confirmed' };
    }
    if (entry.phase === 'sweeping') {
      await sweep(engine, journal, entry);
      return { entry, kind: 'restored' };
    }
    if (entry.phase === 'swapped') return done(entry);
    if (entry.phase === 'swapping' && (await isDone(engine, entry, bounds))) {
      const swapped: SwapEntry = { ...entry, phase: 'swapped', step: 'end' };
      await journal.write(swapped);
      return done(swapped);
    }
    await restore(engine, journal, entry, bounds, false);
    return { entry, kind: 'restored' };
  } catch (error) {
    return { entry, kind: 'stuck', error: EngineError.from(error) };
  }
}

/** Whether all new ones have their names, and run and are ready where the old ones ran. */
async function isDone(
  engine: Engine,
  { members }: SwapEntry,
  bounds: typeof usualBounds & { readonly signal?: AbortSignal | undefined },
): Promise<boolean> {
  for (const { newId, finalName, was } of members) {
    const made = newId === undefined ? undefined : await look(engine, newId);
    if (made?.name !== finalName) return false;
    if (was === 'stopped') continue;
    if (!made.isRunning || made.isPaused !== (was === 'paused')) return false;
  }
  for (const { newId = '', was } of members) {
    if (was === 'stopped') continue;
    try {
      await untilReady(engine, newId, bounds, bounds.signal);
    } catch (error) {
      if (EngineError.is(error) && error.code) return false;
      throw error;
    }
  }
  return true;
}
