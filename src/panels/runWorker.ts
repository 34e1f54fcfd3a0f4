import { l10n } from 'vscode';
import { pullFraction } from '../docker/pullProgress';
import {
  familiarReference,
  parseReference,
  type Reference,
  withDefaultTag,
} from '../docker/reference';
import { isOn, type RunSpec, textOf } from '../docker/run/spec';
import { type Secret, type ToldRun, toldRun, withoutSecrets } from '../docker/run/toldRun';
import { validateReference } from '../docker/validateReference';
import type { Engine } from '../engine/connection';
import { readContainerNow } from '../engine/containerNow';
import { type CreateWish, createContainer } from '../engine/containerRun';
import { removeContainer, startContainer } from '../engine/containerVerbs';
import { EngineError } from '../engine/errors';
import { appeared } from '../model/appeared';
import type { Host } from '../model/host';
import { formatKey } from '../model/key';
import type { RunEnd, RunOpening, RunWish, RunWork } from '../protocol/run';
import type { CommandLog } from '../ui/commandLog';
import { problemText } from '../ui/problems';
import { pullText } from '../ui/pullText';
import { sentenceOf } from '../ui/showError';
import { createError, RunFailure, shown, startError, unsecret } from './runFailure';
import { earlyExit, lastLines, openingsOf, unlessCancelled } from './runOutcome';
import type { RunParts } from './runParts';
import { requestOf, specFor, wordsOf, writeIdFile } from './runRequest';

/** A container on its way. */
interface Made {
  readonly engine: Engine;
  readonly id: string;
  readonly name: string;
  readonly tty: boolean;
  /** It is removed when it ends. */
  readonly isTemporary: boolean;
}

export interface RunOrder extends RunWish {
  /** As it was written, with its variables: so it is told, for they may stand for secrets. */
  readonly written?: RunSpec;
  /** What its variables stand for, as far as that must be told nobody. */
  readonly resolved?: readonly Secret[];
}

/** Pulls, makes and starts for one form, one at a time, and tells how far it is. */
export class RunWorker {
  #work: RunWork = { phase: 'idle' };
  #abort: AbortController | undefined;
  /** The key of the container that was made last. */
  #key: string | undefined;
  /** Of the run that is under way, or was last: they stand in nothing that is told of it. */
  #secrets: readonly Secret[] = [];

  constructor(
    private readonly host: Host,
    private readonly parts: RunParts,
    private readonly said: CommandLog,
    /** Where relative paths begin. */
    private readonly folder: () => string | undefined,
    private readonly changed: () => void,
  ) {}

  get work(): RunWork {
    return this.#work;
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** @throws {EngineError} `notFound` where it is gone */
  open(what: RunOpening): void {
    const { browse, logs, shell } = this.parts;
    const open = { browser: browse, logs, shell }[what];
    if (this.#key !== undefined) open(this.#key);
  }

  /** @throws with the sentence that the work shows too */
  pull(name: string): Promise<void> {
    return this.#alone(async signal => {
      const wrong = validateReference(name);
      const reference = parseReference(name);
      if (wrong || !reference) throw new Error(wrong && problemText(wrong));
      await this.host.connected();
      this.said.say('pull', nameOf(reference));
      await this.#pull(reference, undefined, signal);
      this.#set({ phase: 'idle' });
    });
  }

  /** @throws with the sentence that the work shows too */
  run({ spec, end, secrets, written = spec, resolved }: RunOrder): Promise<void> {
    const told = toldRun(specFor(written, end), secrets, resolved);
    const run = (signal: AbortSignal) => this.#run(specFor(spec, end), end, told, signal);
    return this.#alone(run, told.unsaid);
  }

  async #alone(
    act: (signal: AbortSignal) => Promise<void>,
    secrets: readonly Secret[] = [],
  ): Promise<void> {
    if (this.#abort) throw new Error(l10n.t('Something is under way already: cancel it first.'));
    this.#secrets = secrets;
    const abort = new AbortController();
    this.#abort = abort;
    try {
      await act(abort.signal);
    } catch (error) {
      if (abort.signal.aborted || EngineError.is(error, 'cancelled')) {
        this.#set({ phase: 'idle' });
        return;
      }
      const log = withoutSecrets(error instanceof RunFailure ? error.log : '', secrets);
      const sentence = withoutSecrets(sentenceOf(error), secrets);
      this.#set({ phase: 'failed', sentence, log });
      // What it comes from may be logged with it, in the engine's own words.
      throw new Error(sentence, secrets.length > 0 ? undefined : { cause: error });
    } finally {
      this.#abort = undefined;
    }
  }

  async #run(spec: RunSpec, end: RunEnd, told: ToldRun, signal: AbortSignal): Promise<void> {
    this.#set({ phase: 'creating', sentence: l10n.t('Creating the container.') });
    const engine = await this.host.connected();
    const folder = this.folder();
    const request = await requestOf(spec, engine.apiVersion, folder, told);
    this.said.say(...wordsOf(told.spec));
    const id = await this.#create(engine, spec, request, signal);
    const made = { engine, id, name: '', tty: isOn(spec, 'tty'), isTemporary: isOn(spec, 'rm') };
    this.#key = formatKey({ host: this.host.id, kind: 'container', id });
    try {
      const { name } = await readContainerNow(engine, id);
      await writeIdFile(spec, folder, id);
      await this.#go({ ...made, name }, end, signal);
    } catch (error) {
      if (signal.aborted || EngineError.is(error, 'cancelled')) await this.#remove(made);
      throw error;
    }
  }

  /** As the command line does it: an image is pulled where the engine says that it has none. */
  async #create(
    engine: Engine,
    spec: RunSpec,
    wish: CreateWish,
    signal: AbortSignal,
  ): Promise<string> {
    const policy = textOf(spec, 'pull') || 'missing';
    const reference = parseReference(spec.image);
    const pull = async (): Promise<void> => {
      if (reference) await this.#pull(reference, wish.platform, signal);
    };
    const create = (): Promise<string> => {
      this.#set({ phase: 'creating', sentence: l10n.t('Creating the container.') });
      const remove = (id: string): Promise<void> => removeContainer(engine, id, whole);
      return unlessCancelled(() => createContainer(engine, wish), signal, remove);
    };
    if (policy === 'always') await pull();
    try {
      return await create().catch(async (error: unknown) => {
        if (policy !== 'missing' || !reference || !lacksImage(error)) throw error;
        await pull();
        return create();
      });
    } catch (error) {
      throw createError(unsecret(error, this.#secrets), spec, lacksImage(error));
    }
  }

  async #pull(reference: Reference, platform: string | undefined, signal: AbortSignal) {
    const name = shown(nameOf(reference));
    const sentence = (how: string): string => l10n.t('Pulling {0}: {1}', name, how);
    this.#set({ phase: 'pulling', sentence: l10n.t('Pulling {0}', name), fraction: 0 });
    await this.parts.pull(this.host, {
      reference,
      platform,
      signal,
      onState: state => {
        const fraction = pullFraction(state);
        this.#set({ phase: 'pulling', sentence: sentence(pullText(state)), fraction });
      },
    });
  }

  async #go(made: Made, end: RunEnd, signal: AbortSignal): Promise<void> {
    const { engine, id } = made;
    const name = shown(made.name);
    const done = (sentence: string, opens: readonly RunOpening[] = []): void =>
      this.#set({ phase: 'done', name: made.name, sentence, opens });
    const running = async (): Promise<void> => {
      const opens = openingsOf(await appeared(this.host, id));
      done(l10n.t('The container "{0}" is running.', name), opens);
    };
    if (end === 'create') {
      return done(l10n.t('The container "{0}" is created, and not started.', name));
    }
    this.#set({ phase: 'starting', sentence: l10n.t('Starting the container "{0}".', name) });
    await this.#start(made, end, signal);
    if (end === 'attach') return running();
    const exiting = earlyExit(engine, id);
    if (end === 'logs') await this.#showLogs(id);
    const code = await exiting;
    if (code === undefined) return running();
    if (code !== 0) {
      const sentence = l10n.t('The container "{0}" ended at once, with code {1}.', name, code);
      throw new RunFailure(sentence, await lastLines(engine, id, made.tty));
    }
    const sentence = made.isTemporary
      ? l10n.t('The container "{0}" ran, has ended already, and is removed.', name)
      : l10n.t('The container "{0}" ran, and has ended already: its logs may say why.', name);
    done(sentence, made.isTemporary ? [] : ['logs']);
  }

  async #start(made: Made, end: RunEnd, signal: AbortSignal): Promise<void> {
    const { engine, id, name, tty } = made;
    try {
      if (end !== 'attach') await startContainer(engine, id, { signal });
      else await unlessCancelled(() => this.parts.attach(this.host, id, name), signal);
    } catch (error) {
      if (signal.aborted || EngineError.is(error, 'cancelled')) throw error;
      const log = await lastLines(engine, id, tty);
      const own = unsecret(error, this.#secrets);
      throw startError(own, name, (await this.#removeUnused(made)) ? 'removed' : 'kept', log);
    }
  }

  /** One that never ran is of no use, and its name stands in the way of the next. */
  async #removeUnused(made: Made): Promise<boolean> {
    try {
      const { running, startedAt } = await readContainerNow(made.engine, made.id);
      if (running || !startedAt.startsWith('0001-')) return false;
    } catch (error) {
      return EngineError.is(error, 'notFound'); // `--rm`: the engine was first.
    }
    return this.#remove(made);
  }

  async #remove({ engine, id }: Made): Promise<boolean> {
    return removeContainer(engine, id, whole).then(
      () => true,
      () => false, // The view shows that it is still there.
    );
  }

  async #showLogs(id: string): Promise<void> {
    await appeared(this.host, id);
    try {
      this.parts.logs(formatKey({ host: this.host.id, kind: 'container', id }));
    } catch (error) {
      // One that is removed when it ends may have gone already.
      if (!EngineError.is(error, 'notFound')) throw error;
    }
  }

  #set(work: RunWork): void {
    const sentence = 'sentence' in work ? withoutSecrets(work.sentence, this.#secrets) : '';
    this.#work = 'sentence' in work ? { ...work, sentence } : work;
    this.changed();
  }
}

/** With the volumes without a name that it brought along. */
const whole = { force: true, volumes: true };

function nameOf(reference: Reference): string {
  return familiarReference(withDefaultTag(reference));
}

/** It may also be a network or a container that is not found. */
function lacksImage(error: unknown): boolean {
  return EngineError.is(error, 'notFound') && /\bimage\b/i.test(error.message);
}
