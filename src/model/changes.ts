import type { SwapPlan } from '../docker/run/changePlan';
import type { LiveChange } from '../docker/run/liveChange';
import type { Engine } from '../engine/connection';
import { EngineError } from '../engine/errors';
import { engineIdentity } from '../engine/recreate/identity';
import type { Journal, JournalEntry, SwapEntry } from '../engine/recreate/journal';
import { changeLive, type LiveOptions, type LiveOutcome } from '../engine/recreate/live';
import type { Changeable } from '../engine/recreate/read';
import { recreate } from '../engine/recreate/recreate';
import { type Resumed, resume, resumeEntry } from '../engine/recreate/resume';
import { type SwapOutcome, swappedOf, usualBounds } from '../engine/recreate/swap';
import type { SwapOptions } from '../engine/recreate/swapping';
import { type Disposable, Emitter } from './emitter';
import type { Host } from './host';
import type { Hosts } from './hosts';

/** A change that came to an end, or to a stop. */
export type Ended = {
  readonly host: Host;
  /** It had been cut off, and nobody asked for this now. */
  readonly isResumed: boolean;
} & (
  | { readonly entry: SwapEntry; readonly end: 'swapped' }
  /** Changed for good, or as it was. */
  | { readonly entry: JournalEntry; readonly end: 'kept' | 'undone' }
  | { readonly entry: JournalEntry; readonly end: 'stuck'; readonly error: EngineError }
);

type Telling = Pick<SwapOptions, 'onLine'>;

/** One that another window is at work on is looked at again so long after, in milliseconds. */
const busyMs = 5_000;

/** Containers that are changed: begun, ended, and taken up where that was cut off. */
export class Changes implements Disposable {
  readonly #ends = new Emitter<Ended>();
  readonly onDidEnd = this.#ends.event;
  readonly #subscription: Disposable;
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(
    hosts: Hosts,
    private readonly journal: Journal,
  ) {
    this.#subscription = hosts.onDidChangeState(({ host, state }) => {
      if (state.phase === 'connected') void this.#takeUp(host, state.engine);
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#ends.dispose();
  }

  /** @throws {EngineError} where there is no engine to begin with */
  async swap(
    host: Host,
    changeable: Changeable,
    plan: SwapPlan,
    options: Pick<SwapOptions, 'signal' | 'onStep' | 'onLine'>,
  ): Promise<SwapOutcome> {
    const engine = await host.connected();
    const identity = await engineIdentity(engine);
    return recreate(engine, changeable, plan, {
      journal: this.journal,
      host: identity,
      ...options,
    });
  }

  /** @throws {EngineError} where there is no engine to begin with */
  async live(
    host: Host,
    containerId: string,
    live: LiveChange,
    options: Pick<LiveOptions, 'signal' | 'updateWords' | 'onLine'>,
  ): Promise<LiveOutcome> {
    const engine = await host.connected();
    const identity = await engineIdentity(engine);
    return changeLive(engine, containerId, live, {
      journal: this.journal,
      host: identity,
      ...options,
    });
  }

  async read(id: string): Promise<JournalEntry | undefined> {
    return (await this.journal.read()).find(entry => entry.id === id);
  }

  /** The swap that a container has a part in, old or new; undefined where there is none. */
  async find(containerId: string): Promise<SwapEntry | undefined> {
    const swaps = (await this.journal.read()).filter(entry => 'members' in entry);
    return swaps.find(({ members }) =>
      members.some(({ oldId, newId }) => oldId === containerId || newId === containerId),
    );
  }

  /** @throws {EngineError} as `Swapped.confirm` does */
  async keep(host: Host, entry: SwapEntry, telling: Telling = {}): Promise<void> {
    const engine = await host.connected();
    await swappedOf(engine, entry, this.#bounds(telling)).confirm();
    this.#ends.fire({ host, entry, end: 'kept', isResumed: false });
  }

  /** @throws {EngineError} as `Swapped.undo` does */
  async undo(host: Host, entry: SwapEntry, telling: Telling = {}): Promise<void> {
    const engine = await host.connected();
    await swappedOf(engine, entry, this.#bounds(telling)).undo();
    this.#ends.fire({ host, entry, end: 'undone', isResumed: false });
  }

  /**
   * Ends one whose way back failed.
   *
   * @throws {EngineError} what still stands in the way, or a conflict as `owning` has it
   */
  async again(host: Host, entry: JournalEntry, telling: Telling = {}): Promise<void> {
    const engine = await host.connected();
    const options = { journal: this.journal, host: entry.host, ...telling };
    const resumed = await resumeEntry(engine, entry, options);
    if (resumed.kind === 'stuck') throw resumed.error;
    if (resumed.kind === 'busy') throw new EngineError('conflict', entry.id, undefined, 'busy');
    if (resumed.kind === 'absent') throw new EngineError('notFound', entry.id);
    this.#tell(host, resumed, false);
  }

  #bounds(telling: Telling) {
    return { ...usualBounds, journal: this.journal, ...telling };
  }

  /** What nobody is at work on any more: a window was closed, or crashed, in the middle. */
  async #takeUp(host: Host, engine: Engine): Promise<void> {
    try {
      // Mostly there is nothing, and who the engine is costs a slow call in the middle of the start.
      if ((await this.journal.read()).length === 0) return;
      const identity = await engineIdentity(engine);
      const all = await resume(engine, { journal: this.journal, host: identity });
      if (this.#isDisposed) return;
      for (const resumed of all) this.#tell(host, resumed, true);
      const isBusy = all.some(({ kind, entry }) => kind === 'busy' && entry.phase !== 'swapped');
      if (isBusy) this.#lookAgain(host, engine);
    } catch {
      // Without an engine, or without its folder: it is taken up with the next connection.
    }
  }

  #lookAgain(host: Host, engine: Engine): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { state } = host;
      if (state.phase === 'connected' && state.engine === engine) void this.#takeUp(host, engine);
    }, busyMs);
    this.#timer.unref();
  }

  #tell(host: Host, resumed: Resumed, isResumed: boolean): void {
    const { kind, entry } = resumed;
    const about = { host, isResumed };
    if (kind === 'swapped') {
      if (resumed.wasCut || !isResumed)
        this.#ends.fire({ ...about, entry: resumed.entry, end: kind });
    } else if (kind === 'restored') this.#ends.fire({ ...about, entry, end: 'undone' });
    else if (kind === 'confirmed' || kind === 'changed')
      this.#ends.fire({ ...about, entry, end: 'kept' });
    else if (kind === 'stuck')
      this.#ends.fire({ ...about, entry, end: kind, error: resumed.error });
  }
}
