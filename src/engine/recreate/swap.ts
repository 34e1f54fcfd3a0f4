import { randomBytes } from 'node:crypto';
import type { CreateBody, Endpoint } from '../../docker/run/createRequest';
import type { RestartPolicy } from '../../docker/run/policy';
import type { Engine } from '../connection';
import { createContainer } from '../containerRun';
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
import { joinNetwork } from '../networkVerbs';
import type { Journal, Member, Step, SwapEntry } from './journal';
import { look } from './look';
import { type ReadyBounds, untilReady } from './ready';
import { type RestoreBounds, restore } from './restore';

/** One container of a swap: what it is, and what the new one is made of. */
export interface Replacement {
  readonly id: string;
  readonly name: string;
  /** Another, where it gets one with all the rest. */
  readonly newName?: string;
  readonly was: Member['was'];
  readonly restart: RestartPolicy;
  readonly body: CreateBody;
  readonly platform?: string;
  /** The networks that it is put into once it is made: before API 1.44 it is made with one. */
  readonly joins: Readonly<Record<string, Endpoint>>;
  /** The new one shares the network of another new one: its place in the list. */
  readonly sharesWith?: number;
}

export interface SwapOptions extends Partial<ReadyBounds & RestoreBounds> {
  readonly journal: Journal;
  /** Which engine, for whoever reads the journal. */
  readonly host: string;
  readonly signal?: AbortSignal | undefined;
  /** Hears of each step before it is done. */
  readonly onStep?: (step: Step, name: string) => void;
}

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
};

/**
 * Swaps containers for new ones of the same names, in one transaction: it ends with all of them
 * new, or with all of them as they were. Nothing has to be taken out of its networks for that: a
 * container that has stopped holds neither addresses nor ports.
 *
 * @param replacements the container itself, then those that share its network, each after the one
 *   whose network it shares
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
    const late = isConnectionError(failure) || failure.kind === 'cancelled';
    try {
      await restore(engine, options.journal, swapping.entry, bounds, late);
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

class Swapping {
  entry: SwapEntry;

  constructor(
    private readonly engine: Engine,
    private readonly replacements: readonly Replacement[],
    private readonly options: SwapOptions,
  ) {
    const id = randomBytes(4).toString('hex');
    const members = replacements.map(({ id: oldId, name, newName = name, was, restart }) => ({
      oldId,
      name,
      finalName: newName,
      newName: `${name}-slipway-new-${id}`,
      oldName: `${name}-slipway-old-${id}`,
      was,
      restart,
    }));
    this.entry = { id, host: options.host, phase: 'swapping', step: 'begin', members };
  }

  async run(bounds: ReadyBounds): Promise<void> {
    const all = [...this.replacements.keys()];
    const { signal } = this.options;
    for (const at of all) await this.#create(at);
    for (const at of [...all].reverse()) await this.#stop(at);
    for (const at of all) await this.#hold(at);
    for (const at of all) {
      const { oldId, oldName, finalName } = this.#member(at);
      await this.#do('renameOld', at, () =>
        renameContainer(this.engine, oldId, oldName, { signal }),
      );
      const newId = this.#newId(at);
      await this.#do('renameNew', at, () =>
        renameContainer(this.engine, newId, finalName, { signal }),
      );
    }
    for (const at of all) await this.#start(at, bounds);
    this.entry = { ...this.entry, phase: 'swapped', step: 'end' };
    await this.options.journal.write(this.entry);
  }

  async #create(at: number): Promise<void> {
    const { engine } = this;
    const { signal } = this.options;
    const { platform, joins, body } = this.#replacement(at);
    const { newName } = this.#member(at);
    const newId = await this.#do('create', at, () =>
      createContainer(
        engine,
        { name: newName, platform, body: this.#withNetworkOf(at, body) },
        { signal },
      ),
    );
    await this.#note(at, { newId });
    for (const [network, endpoint] of Object.entries(joins)) {
      await this.#do('connect', at, () =>
        joinNetwork(engine, network, newId, endpoint, { signal }),
      );
    }
  }

  /** It shares the network of a container that did not exist before. */
  #withNetworkOf(at: number, body: CreateBody): CreateBody {
    const { sharesWith } = this.#replacement(at);
    if (sharesWith === undefined) return body;
    const NetworkMode = `container:${this.#newId(sharesWith)}`;
    return { ...body, HostConfig: { ...body.HostConfig, NetworkMode } };
  }

  async #stop(at: number): Promise<void> {
    const { oldId, was } = this.#member(at);
    const { signal } = this.options;
    if (was === 'stopped') return;
    if (was === 'paused') {
      await this.#do('unpause', at, () => unpauseContainer(this.engine, oldId, { signal }));
    }
    this.#mark(at, { stop: 'begun' });
    await this.#do('stop', at, () => stopContainer(this.engine, oldId, { signal }));
    this.#mark(at, { stop: 'ended' });
  }

  /** A policy of `always` would start the old one too when the engine starts. */
  async #hold(at: number): Promise<void> {
    const { oldId, restart } = this.#member(at);
    const { signal } = this.options;
    if (restart.Name === 'no' || restart.Name === '') return;
    await this.#do('holdRestart', at, () =>
      updateContainer(this.engine, oldId, { RestartPolicy: { Name: 'no' } }, { signal }),
    );
  }

  async #start(at: number, bounds: ReadyBounds): Promise<void> {
    const { was } = this.#member(at);
    const { signal } = this.options;
    if (was === 'stopped') return;
    const newId = this.#newId(at);
    await this.#do('start', at, () => startContainer(this.engine, newId, { signal }));
    await this.#do('ready', at, () => untilReady(this.engine, newId, bounds, signal));
    if (was !== 'paused') return;
    await this.#do('pause', at, () => pauseContainer(this.engine, newId, { signal }));
  }

  /** Written down first, then done. */
  async #do<T>(step: Step, at: number, act: () => Promise<T>): Promise<T> {
    const { signal, journal, onStep } = this.options;
    this.entry = { ...this.entry, step };
    onStep?.(step, this.#member(at).name);
    if (signal?.aborted) throw new EngineError('cancelled', 'cancelled');
    await journal.write(this.entry);
    return act();
  }

  async #note(at: number, more: Partial<Member>): Promise<void> {
    this.#mark(at, more);
    await this.options.journal.write(this.entry);
  }

  #mark(at: number, more: Partial<Member>): void {
    const members = this.entry.members.map((member, index) =>
      index === at ? { ...member, ...more } : member,
    );
    this.entry = { ...this.entry, members };
  }

  #replacement(at: number): Replacement {
    return this.replacements[at] ?? unreachable(at);
  }

  #member(at: number): Member {
    return this.entry.members[at] ?? unreachable(at);
  }

  #newId(at: number): string {
    return this.#member(at).newId ?? unreachable(at);
  }
}

function unreachable(at: number): never {
  throw new Error(`no container at ${at}`);
}
