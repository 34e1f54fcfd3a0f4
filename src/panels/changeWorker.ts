import { l10n } from 'vscode';
import { composePlace } from '../docker/compose';
import { nameOf } from '../docker/run/sharing';
import { emptySpec, type RunSpec } from '../docker/run/spec';
import type { Engine } from '../engine/connection';
import { EngineError } from '../engine/errors';
import { ifThere } from '../engine/ifThere';
import { type Changed, changedIn } from '../engine/recreate/changed';
import type { JournalEntry, SwapEntry } from '../engine/recreate/journal';
import { type Changeable, readChangeable } from '../engine/recreate/read';
import type { Ended } from '../model/changes';
import type { Host } from '../model/host';
import type { ChangeAsk, ChangeNote, ChangePhase, ChangeState } from '../protocol/change';
import { changeFault } from '../ui/changeWords';
import type { CommandLog } from '../ui/commandLog';
import { ChangeDoing, type ChangeEnd } from './changeDoing';
import { openComposeFile } from './changeFile';
import { readReview } from './changeReading';
import { composeNote, type Reviewed, reviewOf } from './changeReview';
import { changeTexts } from './changeTexts';
import { shown } from './runFailure';
import { withFiles } from './runFiles';
import type { FormParts } from './runParts';
import { refusalOf } from './runRequest';
import type { ChangeSubject } from './runSubject';

type Outcome = ChangeState['outcome'];
const nothing: Outcome = { kind: 'none', sentence: '', log: '' };

/** What the form of a container that is there does with it, one thing after the other. */
export class ChangeWorker {
  readonly #texts = changeTexts();
  readonly #ends: { dispose(): void };
  #phase: ChangePhase = 'editing';
  #steps: readonly string[] = [];
  #fraction: number | undefined;
  #outcome = nothing;
  #notes: readonly ChangeNote[] = [];
  #files: readonly string[] = [];
  #reviewed: Reviewed | undefined;
  #entry: JournalEntry | undefined;
  #abort: AbortController | undefined;
  /** Of the container, which is another after a swap. */
  #id: string;
  #name: string;

  constructor(
    private readonly host: Host,
    private readonly subject: ChangeSubject,
    private readonly parts: FormParts,
    private readonly said: CommandLog,
    /** Where relative paths begin. */
    private readonly folder: () => string | undefined,
    private readonly changed: () => void,
  ) {
    this.#id = subject.id;
    this.#name = subject.name;
    this.#ends = parts.changes.onDidEnd(ended => this.#ended(ended));
    void this.#lookUp().catch(error => this.#set('editing', this.#failed(error)));
  }

  get state(): ChangeState {
    const review =
      this.#reviewed && this.#phase !== 'reading' ? reviewOf(this.#reviewed) : undefined;
    return {
      phase: this.#phase,
      name: shown(this.#name),
      notes: this.#notes,
      steps: this.#steps,
      ...(this.#fraction !== undefined && { fraction: this.#fraction }),
      outcome: this.#outcome,
      review,
      texts: this.#texts,
    };
  }

  dispose(): void {
    this.#ends.dispose();
  }

  /** What the form begins with. */
  async begin(): Promise<RunSpec> {
    try {
      const engine = await this.host.connected();
      await this.#findPending();
      return (await this.#read(engine)).spec;
    } catch (error) {
      this.#set('editing', this.#failed(error));
      return emptySpec;
    }
  }

  async ask(ask: ChangeAsk): Promise<void> {
    if (ask.do === 'cancel') return this.#abort?.abort();
    if (ask.do === 'compose') return openComposeFile(this.#files[ask.file]);
    if (this.#abort) throw new Error(l10n.t('Something is under way already: cancel it first.'));
    if (ask.do === 'edit') {
      this.#reviewed = undefined;
      this.#steps = [];
      return this.#set('editing', nothing);
    }
    await this.#alone(async signal => {
      if (ask.do === 'review') await this.#review(ask.spec, signal);
      else if (ask.do === 'apply') await this.#apply(ask.commit, signal);
      else await this.#settle(ask.do);
    });
  }

  /** Whether it is changed just now, by whoever began it; and what compose says of it. */
  async #lookUp(): Promise<void> {
    const engine = await this.host.connected();
    if (await this.#findPending()) return;
    const { spec } = await this.#read(engine);
    if (this.subject.newest && !this.#abort)
      await this.#alone(signal => this.#review(spec, signal));
  }

  async #findPending(): Promise<boolean> {
    const entry = await this.parts.changes.find(this.#id);
    if (entry?.phase !== 'swapped') return false;
    if (this.#phase !== 'swapped') this.#swapped(entry);
    return true;
  }

  async #read(engine: Engine): Promise<Changeable> {
    // One that was swapped meanwhile is found by its name.
    const changeable =
      (await ifThere(readChangeable(engine, this.#id))) ??
      (await readChangeable(engine, this.#name));
    const { container } = changeable.facts;
    this.#id = container.Id ?? this.#id;
    this.#name = nameOf(container);
    const labels = container.Config?.Labels;
    const note = composeNote(labels);
    this.#notes = note ? [note] : [];
    this.#files = composePlace(labels)?.configFiles ?? [];
    this.changed();
    return changeable;
  }

  async #review(spec: RunSpec, signal: AbortSignal): Promise<void> {
    this.#reviewed = undefined;
    this.#steps = [];
    this.#set('reading', nothing);
    try {
      const engine = await this.host.connected();
      const refusal = refusalOf(spec, engine.apiVersion, undefined);
      if (refusal !== undefined) throw new Error(refusal);
      const wanted = await withFiles(spec, this.folder());
      const changeable = await this.#read(engine);
      this.#reviewed = await readReview(engine, changeable, wanted, this.subject.newest, signal);
      this.#set('reviewed', nothing);
    } catch (error) {
      this.#set('editing', signal.aborted ? nothing : this.#failed(error));
    }
  }

  async #apply(commit: string | undefined, signal: AbortSignal): Promise<void> {
    const reviewed = this.#reviewed;
    if (!reviewed) return this.#set('editing', nothing);
    this.#steps = [];
    this.#set('working', nothing);
    const doing = new ChangeDoing(this.host, this.parts, this.said, (step, fraction) => {
      if (this.#steps.at(-1) !== step) this.#steps = [...this.#steps, step];
      this.#fraction = fraction;
      this.changed();
    });
    try {
      this.#end(await doing.run(reviewed, commit, signal));
    } catch (error) {
      this.#set('reviewed', signal.aborted ? cancelled() : this.#failed(error));
    }
  }

  #end(end: ChangeEnd): void {
    this.#fraction = undefined;
    switch (end.kind) {
      case 'swapped':
        this.#swapped(end.entry);
        break;
      case 'stuck':
        this.#entry = end.entry;
        this.#set(end.entry ? 'stuck' : 'settled', end.outcome);
        break;
      case 'changed':
        if (end.name !== '') this.#name = end.name;
        this.#set('settled', end.outcome);
        break;
      case 'restored':
        this.#set('reviewed', end.outcome);
    }
  }

  #swapped(entry: SwapEntry): void {
    this.#entry = entry;
    const own = entry.members.find(({ oldId, newId }) => [oldId, newId].includes(this.#id));
    this.#id = own?.newId ?? this.#id;
    this.#name = own?.finalName ?? this.#name;
    const sentence =
      own?.was === 'stopped'
        ? l10n.t(
            'The new container is there. The old one is kept as "{0}" until you confirm.',
            shown(own.oldName),
          )
        : l10n.t(
            'The new container runs. The old one is kept as "{0}" until you confirm.',
            shown(own?.oldName ?? ''),
          );
    this.#set('swapped', { kind: 'fine', sentence, log: '' });
  }

  async #settle(how: 'keep' | 'undo' | 'again'): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    const step = this.#endingSentence(how, entry);
    this.#steps = [step];
    const before = this.#phase;
    this.#set('working', nothing);
    const telling = { onLine: (words: readonly string[]) => this.said.say(...words) };
    try {
      // How it ended, all windows hear the same way.
      const { changes } = this.parts;
      if (how === 'again') await changes.again(this.host, entry, telling);
      else if ('members' in entry) await changes[how](this.host, entry, telling);
    } catch (error) {
      const isOver = EngineError.is(error) && error.code === 'ended';
      this.#set(isOver ? 'settled' : before, this.#failed(error));
    }
  }

  #endingSentence(how: 'keep' | 'undo' | 'again', entry: JournalEntry): string {
    const name = shown(this.#name);
    if (!('members' in entry)) return l10n.t('Taking back what was changed of "{0}"', name);
    return how === 'keep'
      ? l10n.t('Removing the old "{0}"', name)
      : l10n.t('Bringing back the old "{0}"', name);
  }

  #ended(ended: Ended): void {
    const { entry, host } = ended;
    const own = changedIn(entry).find(({ before, after }) =>
      [before.id, after.id].includes(this.#id),
    );
    if (host !== this.host || !own) return;
    this.#entry = entry;
    this.#steps = [];
    this.#reviewed = undefined;
    if (ended.end === 'swapped') this.#swapped(ended.entry);
    else if (ended.end === 'stuck') this.#set('stuck', this.#failed(ended.error));
    else this.#settled(own, ended.end);
  }

  #settled({ before, after }: Changed, end: 'kept' | 'undone'): void {
    const now = end === 'kept' ? after : before;
    this.#id = now.id ?? this.#id;
    this.#name = now.name;
    this.#set('settled', {
      kind: 'fine',
      sentence: settledSentence({ before, after }, end),
      log: '',
    });
  }

  #failed(error: unknown): Outcome {
    return { kind: 'error', sentence: changeFault(error), log: '' };
  }

  async #alone(act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      await act(abort.signal);
    } catch (error) {
      this.#set('editing', this.#failed(error));
    } finally {
      this.#abort = undefined;
    }
  }

  #set(phase: ChangePhase, outcome: Outcome): void {
    this.#phase = phase;
    this.#outcome = outcome;
    this.changed();
  }
}

function cancelled(): Outcome {
  return { kind: 'fine', sentence: l10n.t('Cancelled: all is as it was.'), log: '' };
}

function settledSentence({ before, after }: Changed, end: 'kept' | 'undone'): string {
  if (end === 'undone')
    return l10n.t('"{0}" is again as it was before the change.', shown(before.name));
  return before.id === after.id
    ? l10n.t('"{0}" is changed.', shown(after.name))
    : l10n.t('"{0}" is changed, and the old container is gone.', shown(after.name));
}
