import { randomBytes } from 'node:crypto';
import type { CreateBody, Endpoint } from '../../docker/run/createRequest';
import type { RestartPolicy } from '../../docker/run/policy';
import type { Sharing } from '../../docker/run/sharing';
import { swapName } from '../../docker/swapNames';
import type { Engine } from '../connection';
import { createContainer } from '../containerRun';
import {
  pauseContainer,
  renameContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
  updateContainer,
} from '../containerVerbs';
import { EngineError, isConnectionError } from '../errors';
import { joinNetwork } from '../networkVerbs';
import { endpointWords } from './endpointWords';
import type { Journal, Member, Step, SwapEntry } from './journal';
import { type ReadyBounds, untilReady } from './ready';
import type { RestoreBounds } from './restore';

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
  /** How long it may take to be healthy, in milliseconds, where nobody says otherwise. */
  readonly healthyMs?: number;
  /** The namespaces that it has of others that are swapped with it. */
  readonly shares?: readonly Sharing[];
}

export interface SwapOptions extends Partial<ReadyBounds & RestoreBounds> {
  readonly journal: Journal;
  /** Which engine, for whoever reads the journal. */
  readonly host: string;
  readonly signal?: AbortSignal | undefined;
  /** Hears of each step before it is done. Of what is made, nobody here knows the line. */
  readonly onStep?: (step: Step, member: Member) => void;
}

/** The way there. It ends with all of them new, or throws, having written down how far it came. */
export class Swapping {
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
      newName: swapName({ name, part: 'new', id }),
      oldName: swapName({ name, part: 'old', id }),
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
      const { oldId, name, oldName, newName, finalName } = this.#member(at);
      await this.#do(
        'renameOld',
        at,
        () => renameContainer(this.engine, oldId, oldName, { signal }),
        ['rename', name, oldName],
      );
      const newId = this.#newId(at);
      await this.#do(
        'renameNew',
        at,
        () => renameContainer(this.engine, newId, finalName, { signal }),
        ['rename', newName, finalName],
      );
    }
    for (const at of all) await this.#start(at, bounds);
    for (const at of all) await this.#pause(at);
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
        { name: newName, platform, body: this.#withNamespaces(at, body) },
        { signal },
      ),
    );
    await this.#note(at, { newId });
    for (const [network, endpoint] of Object.entries(joins)) {
      await this.#do(
        'connect',
        at,
        () => joinNetwork(engine, network, newId, endpoint, { signal }),
        ['network', 'connect', ...endpointWords(endpoint), network, newName],
      );
    }
  }

  /** It lives in namespaces of containers that did not exist before. */
  #withNamespaces(at: number, body: CreateBody): CreateBody {
    const { shares = [] } = this.#replacement(at);
    const pairs = shares.map(({ mode, with: other }) => [mode, `container:${this.#newId(other)}`]);
    return { ...body, HostConfig: { ...body.HostConfig, ...Object.fromEntries(pairs) } };
  }

  async #stop(at: number): Promise<void> {
    const { oldId, name, was } = this.#member(at);
    const { signal } = this.options;
    if (was === 'stopped') return;
    if (was === 'paused') {
      const unpause = (): Promise<void> => unpauseContainer(this.engine, oldId, { signal });
      await this.#do('unpause', at, unpause, ['unpause', name]);
    }
    const stop = (): Promise<void> => stopContainer(this.engine, oldId, { signal });
    try {
      await this.#do('stop', at, stop, ['stop', name], { stop: 'begun' });
    } catch (error) {
      // It said no: nothing of it will come later.
      if (!isLate(EngineError.from(error))) this.#mark(at, { stop: undefined });
      throw error;
    }
    this.#mark(at, { stop: 'ended' });
  }

  /** A policy of `always` would start the old one too when the engine starts. */
  async #hold(at: number): Promise<void> {
    const { oldId, name, restart } = this.#member(at);
    const { signal } = this.options;
    if (restart.Name === 'no' || restart.Name === '') return;
    await this.#do(
      'holdRestart',
      at,
      () => updateContainer(this.engine, oldId, { RestartPolicy: { Name: 'no' } }, { signal }),
      ['update', '--restart', 'no', name],
    );
  }

  async #start(at: number, bounds: ReadyBounds): Promise<void> {
    const { was, finalName } = this.#member(at);
    const { signal } = this.options;
    if (was === 'stopped') return;
    const newId = this.#newId(at);
    const start = (): Promise<void> => startContainer(this.engine, newId, { signal });
    await this.#do('start', at, start, ['start', finalName]);
    const { healthyMs = bounds.healthyMs } = { ...this.#replacement(at), ...this.options };
    const own = { ...bounds, healthyMs };
    await this.#do('ready', at, () => untilReady(this.engine, newId, own, signal));
  }

  async #pause(at: number): Promise<void> {
    const { was, finalName } = this.#member(at);
    if (was !== 'paused') return;
    const { signal } = this.options;
    const newId = this.#newId(at);
    const pause = (): Promise<void> => pauseContainer(this.engine, newId, { signal });
    await this.#do('pause', at, pause, ['pause', finalName]);
  }

  /** Written down first, then done. */
  async #do<T>(
    step: Step,
    at: number,
    act: () => Promise<T>,
    line: readonly string[] = [],
    mark: Partial<Member> = {},
  ): Promise<T> {
    const { signal, journal, onStep, onLine } = this.options;
    this.entry = { ...this.entry, step };
    onStep?.(step, this.#member(at));
    if (signal?.aborted) throw new EngineError('cancelled', 'cancelled');
    const next = marked(this.entry, at, mark);
    await journal.write(next);
    this.entry = next;
    if (line.length > 0) onLine?.(line);
    return act();
  }

  async #note(at: number, more: Partial<Member>): Promise<void> {
    this.#mark(at, more);
    await this.options.journal.write(this.entry);
  }

  #mark(at: number, more: Partial<Member>): void {
    this.entry = marked(this.entry, at, more);
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

function marked(entry: SwapEntry, at: number, more: Partial<Member>): SwapEntry {
  const members = entry.members.map((member, index) =>
    index === at ? { ...member, ...more } : member,
  );
  return { ...entry, members };
}

/** Whether the engine may still do what it was asked for. */
export function isLate(error: EngineError): boolean {
  return isConnectionError(error) || error.kind === 'cancelled';
}

function unreachable(at: number): never {
  throw new Error(`no container at ${at}`);
}
