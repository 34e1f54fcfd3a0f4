import type { Engine } from '../connection';
import { EngineError } from '../errors';
import { ifThere } from '../ifThere';
import type { JournalEntry, LiveEntry, SwapEntry } from './journal';
import { lookLive } from './livePlace';
import { isFinished, settleLive } from './liveSettle';
import { look } from './look';
import { owning } from './owning';
import { untilReady } from './ready';
import { restore, sweep } from './restore';
import { confirm, type Swapped, swappedOf, usualBounds } from './swap';
import type { SwapOptions } from './swapping';

export type Resumed =
  | ({ readonly entry: SwapEntry } /** `wasCut`: it was ended only now. */ & (
      | { readonly kind: 'swapped'; readonly swapped: Swapped; readonly wasCut: boolean }
      | { readonly kind: 'restored' | 'confirmed' }
    ))
  | { readonly entry: LiveEntry; readonly kind: 'changed' | 'restored' }
  | ({ readonly entry: JournalEntry } & (
      | { readonly kind: 'stuck'; readonly error: EngineError }
      /** Somebody is at work on it, or has just ended it. */
      | { readonly kind: 'busy' }
      /** None of its containers is on this engine: another one may bear the same id. */
      | { readonly kind: 'absent' }
    ));

type ResumeOptions = Omit<SwapOptions, 'onStep'>;

/**
 * Ends the changes that were cut off on this engine: a swap whose new containers all run is done,
 * and so is a change of a container as it is that lacks nothing; any other is undone. May itself be
 * cut off, and begun anew; leaves alone what is under way.
 *
 * @param options.host as it was when they were begun: those of other engines are left alone
 */
export async function resume(engine: Engine, options: ResumeOptions): Promise<readonly Resumed[]> {
  const entries = (await options.journal.read()).filter(({ host }) => host === options.host);
  const all: Resumed[] = [];
  for (const entry of entries) all.push(await resumeEntry(engine, entry, options));
  return all;
}

/** One of them. */
export async function resumeEntry(
  engine: Engine,
  entry: JournalEntry,
  options: ResumeOptions,
): Promise<Resumed> {
  try {
    return await owning(options.journal, entry, now =>
      'members' in now ? resumeSwap(engine, now, options) : resumeLive(engine, now, options),
    );
  } catch (error) {
    const failure = EngineError.from(error);
    if (failure.code === 'busy' || failure.code === 'ended') return { entry, kind: 'busy' };
    return { entry, kind: 'stuck', error: failure };
  }
}

/** @throws {EngineError} */
async function resumeLive(
  engine: Engine,
  entry: LiveEntry,
  options: ResumeOptions,
): Promise<Resumed> {
  const { journal } = options;
  const now = await ifThere(lookLive(engine, entry.containerId, Object.keys(entry.limits)));
  if (!now) return { entry, kind: 'absent' };
  if (isFinished(entry, now)) {
    await journal.clear(entry.id);
    return { entry, kind: 'changed' };
  }
  const kind = await settleLive(engine, journal, entry, { ...usualBounds, ...options }, false);
  return { entry, kind };
}

/** @throws {EngineError} */
async function resumeSwap(
  engine: Engine,
  entry: SwapEntry,
  options: ResumeOptions,
): Promise<Resumed> {
  const { journal, onLine } = options;
  const bounds = { ...usualBounds, ...options };
  const done = (swapped: SwapEntry, wasCut: boolean): Resumed => ({
    entry: swapped,
    kind: 'swapped',
    swapped: swappedOf(engine, swapped, bounds),
    wasCut,
  });
  if (!(await isAnyThere(engine, entry))) return { entry, kind: 'absent' };
  if (entry.phase === 'confirming') {
    await confirm(engine, journal, entry, onLine);
    return { entry, kind: 'confirmed' };
  }
  if (entry.phase === 'sweeping') {
    await sweep(engine, journal, entry);
    return { entry, kind: 'restored' };
  }
  if (entry.phase === 'swapped') {
    if (await isAnyOldThere(engine, entry)) return done(entry, false);
    // Somebody removed them: there is nothing left to decide.
    await journal.clear(entry.id);
    return { entry, kind: 'confirmed' };
  }
  if (entry.phase === 'swapping' && (await isDone(engine, entry, bounds))) {
    const swapped: SwapEntry = { ...entry, phase: 'swapped', step: 'end' };
    await journal.write(swapped);
    return done(swapped, true);
  }
  await restore(engine, journal, entry, bounds, false);
  return { entry, kind: 'restored' };
}

async function isAnyThere(engine: Engine, entry: SwapEntry): Promise<boolean> {
  if (await isAnyOldThere(engine, entry)) return true;
  for (const { newId, newName } of entry.members) {
    if (await look(engine, newId ?? newName)) return true;
  }
  return false;
}

async function isAnyOldThere(engine: Engine, { members }: SwapEntry): Promise<boolean> {
  for (const { oldId } of members) if (await look(engine, oldId)) return true;
  return false;
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
