import { randomBytes } from 'node:crypto';
import type { LiveChange } from '../../docker/run/liveChange';
import type { Engine } from '../connection';
import { updateContainer } from '../containerVerbs';
import { EngineError } from '../errors';
import type { LiveEntry, LiveStep } from './journal';
import { lookLive, movesBetween, moveTo } from './livePlace';
import { settleLive } from './liveSettle';
import { usualBounds } from './swap';
import { isLate, type SwapOptions } from './swapping';

export type LiveOutcome =
  | { readonly kind: 'changed' }
  /** It failed, and all is as it was. */
  | { readonly kind: 'restored'; readonly error: EngineError }
  /** It failed, and so did the way back: the journal keeps it, `resume` goes on. */
  | {
      readonly kind: 'stuck';
      /** Of the change, for `resumeEntry`. */
      readonly id: string;
      readonly error: EngineError;
      readonly restoreError: EngineError;
    };

export interface LiveOptions extends Omit<SwapOptions, 'onStep'> {
  /** What `docker update` says of the limits and the policy. */
  readonly updateWords?: readonly string[];
  /** Hears of each step once it is written down, before it is done. */
  readonly onStep?: (step: LiveStep) => void;
}

/**
 * Changes a container as it is, all of it or nothing. Its limits and its restart policy come last,
 * at one blow: the engine cannot take all of them back.
 *
 * @param options.signal ends the way there, not the way back
 */
export async function changeLive(
  engine: Engine,
  id: string,
  live: LiveChange,
  options: LiveOptions,
): Promise<LiveOutcome> {
  const { journal } = options;
  let changing: Changing;
  try {
    changing = new Changing(engine, live.update, await entryOf(engine, id, live, options), options);
    await journal.claim(changing.entry.id);
  } catch (error) {
    return { kind: 'restored', error: EngineError.from(error) };
  }
  try {
    await changing.run();
    return { kind: 'changed' };
  } catch (error) {
    return await wayBack(engine, changing.entry, options, EngineError.from(error));
  } finally {
    await journal.release(changing.entry.id).catch(() => {});
  }
}

async function wayBack(
  engine: Engine,
  entry: LiveEntry,
  options: LiveOptions,
  error: EngineError,
): Promise<LiveOutcome> {
  const bounds = { ...usualBounds, ...options };
  try {
    const end = await settleLive(engine, options.journal, entry, bounds, isLate(error));
    return end === 'changed' ? { kind: end } : { kind: end, error };
  } catch (second) {
    return { kind: 'stuck', id: entry.id, error, restoreError: EngineError.from(second) };
  }
}

async function entryOf(
  engine: Engine,
  containerId: string,
  { name, leaves, joins, update }: LiveChange,
  { host, signal }: LiveOptions,
): Promise<LiveEntry> {
  const { place, limits } = await lookLive(engine, containerId, Object.keys(update), { signal });
  const touched = Object.entries(place.endpoints).filter(
    ([network]) => network in leaves || network in joins,
  );
  return {
    id: randomBytes(4).toString('hex'),
    host,
    phase: 'changing',
    step: 'disconnect',
    containerId,
    before: { name: place.name, endpoints: Object.fromEntries(touched) },
    after: { name: name || place.name, endpoints: joins },
    limits,
  };
}

/** The way there. It throws where it did not get to the end, having written down how far it came. */
class Changing {
  constructor(
    private readonly engine: Engine,
    private readonly update: LiveChange['update'],
    public entry: LiveEntry,
    private readonly options: LiveOptions,
  ) {}

  async run(): Promise<void> {
    const { engine, update } = this;
    const { before, after, containerId, id } = this.entry;
    const { signal, updateWords = [], journal } = this.options;
    const networks = movesBetween(this.entry, before, after);
    const act = this.#do.bind(this);
    await moveTo(engine, containerId, [before, after], networks, act, { signal });
    if (Object.keys(update).length > 0) {
      await this.#do('update', ['update', ...updateWords, after.name], () =>
        updateContainer(engine, containerId, update, { signal }),
      );
    }
    // What is done is done: whoever finds it written down sees that nothing is missing.
    await journal.clear(id).catch(() => {});
  }

  /** Written down first, then done. */
  async #do(step: LiveStep, line: readonly string[], request: () => Promise<void>): Promise<void> {
    const { signal, journal, onStep, onLine } = this.options;
    if (signal?.aborted) throw new EngineError('cancelled', 'cancelled');
    const next = { ...this.entry, step };
    await journal.write(next);
    this.entry = next;
    onStep?.(step);
    onLine?.(line);
    await request();
  }
}
