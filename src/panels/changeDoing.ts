import { l10n } from 'vscode';
import { pullFraction } from '../docker/pullProgress';
import { familiarReference, parseReference, withDefaultTag } from '../docker/reference';
import type { Difference, SwapPlan } from '../docker/run/changePlan';
import { runWords } from '../docker/run/format';
import { isList, isSwitch, type OptionName } from '../docker/run/options';
import { nameOf } from '../docker/run/sharing';
import { isOn, type RunSpec } from '../docker/run/spec';
import { validateReference } from '../docker/validateReference';
import type { Engine } from '../engine/connection';
import { commitContainer } from '../engine/containerCommit';
import type { EngineError } from '../engine/errors';
import type { JournalEntry, Member, Step, SwapEntry } from '../engine/recreate/journal';
import { type Changeable, planFor, readChangeable, specAsIs } from '../engine/recreate/read';
import type { SwapOutcome } from '../engine/recreate/swap';
import type { Host } from '../model/host';
import type { ChangeState } from '../protocol/change';
import { changeFault, stepSentence } from '../ui/changeWords';
import type { CommandLog } from '../ui/commandLog';
import { problemText } from '../ui/problems';
import { pullText } from '../ui/pullText';
import { LogTail } from './changeLog';
import type { Reviewed } from './changeReview';
import { shown } from './runFailure';
import type { FormParts } from './runParts';
import { specFor, wordsOf } from './runRequest';

type Outcome = ChangeState['outcome'];

export type ChangeEnd =
  | { readonly kind: 'swapped'; readonly entry: SwapEntry }
  /** Changed as it is; its new name, where it got one. */
  | { readonly kind: 'changed'; readonly name: string; readonly outcome: Outcome }
  | { readonly kind: 'restored'; readonly outcome: Outcome }
  | { readonly kind: 'stuck'; readonly entry: JournalEntry | undefined; readonly outcome: Outcome };

/** Does what was reviewed, and tells each step of it. */
export class ChangeDoing {
  constructor(
    private readonly host: Host,
    private readonly parts: FormParts,
    private readonly said: CommandLog,
    private readonly step: (sentence: string, fraction?: number) => void,
  ) {}

  /** @throws what kept it from being begun */
  async run(
    reviewed: Reviewed,
    commit: string | undefined,
    signal: AbortSignal,
  ): Promise<ChangeEnd> {
    const engine = await this.host.connected();
    const { plan } = reviewed;
    if (plan.kind === 'live') return this.#live(reviewed, signal);
    if (plan.kind !== 'swap') throw new Error(l10n.t('There is nothing to do.'));
    if (commit === undefined) {
      if (reviewed.lacksImage) await this.#pull(plan, signal);
      return this.#swap(engine, reviewed.changeable, plan, reviewed.wanted, signal);
    }
    const image = await this.#commit(engine, reviewed, commit, signal);
    const wanted = { ...reviewed.wanted, image };
    const changeable = await readChangeable(engine, reviewed.changeable.facts.container.Id ?? '');
    const again = planFor(changeable, { spec: wanted });
    if (again.kind !== 'swap') throw new Error(l10n.t('There is nothing to do.'));
    return this.#swap(engine, changeable, again, wanted, signal);
  }

  async #commit(
    engine: Engine,
    { changeable }: Reviewed,
    name: string,
    signal: AbortSignal,
  ): Promise<string> {
    const wrong = validateReference(name);
    const reference = parseReference(name);
    if (wrong || !reference) throw new Error(wrong && problemText(wrong));
    const image = familiarReference(withDefaultTag(reference));
    const { container } = changeable.facts;
    this.step(l10n.t('Committing the files to the image {0}', shown(image)));
    this.said.say('commit', nameOf(container), image);
    const wish = { reference, author: '', message: '', pause: true };
    await commitContainer(engine, container.Id ?? '', wish, { signal });
    return image;
  }

  async #pull({ request }: SwapPlan, signal: AbortSignal): Promise<void> {
    const reference = parseReference(request.body.Image);
    if (!reference) return;
    const name = familiarReference(withDefaultTag(reference));
    this.said.say('pull', name);
    this.step(l10n.t('Pulling {0}', shown(name)), 0);
    await this.parts.pull(this.host, {
      reference,
      platform: request.platform,
      signal,
      onState: state => {
        const sentence = l10n.t('Pulling {0}: {1}', shown(name), pullText(state));
        this.step(sentence, pullFraction(state));
      },
    });
  }

  async #swap(
    engine: Engine,
    changeable: Changeable,
    plan: SwapPlan,
    wanted: RunSpec,
    signal: AbortSignal,
  ): Promise<ChangeEnd> {
    let tail: LogTail | undefined;
    let failedAt = '';
    const tty = isOn(wanted, 'tty');
    const onStep = (step: Step, member: Member): void => {
      failedAt = stepSentence(step, member.name);
      this.step(failedAt);
      if (step === 'create') this.said.say(...createWords(changeable, wanted, member));
      if (step === 'ready') tail ??= new LogTail(engine, member.newId ?? '', tty);
    };
    const onLine = (words: readonly string[]): void => this.said.say(...words);
    const options = { signal, onStep, onLine };
    const outcome = await this.parts.changes.swap(this.host, changeable, plan, options);
    const log = tail?.end() ?? '';
    return this.#endOf(outcome, nameOf(changeable.facts.container), failedAt, log);
  }

  async #endOf(outcome: SwapOutcome, name: string, at: string, log: string): Promise<ChangeEnd> {
    if (outcome.kind === 'swapped') return { kind: 'swapped', entry: outcome.swapped.entry };
    const { error } = outcome;
    if (outcome.kind === 'restored') {
      const isCancelled = error.kind === 'cancelled';
      const sentence = isCancelled
        ? l10n.t('Cancelled: all is as it was.')
        : l10n.t(
            '{0}: failed. {1} Nothing is lost: "{2}" is as it was.',
            at,
            changeFault(error),
            shown(name),
          );
      const kind = isCancelled ? 'fine' : 'error';
      return { kind: 'restored', outcome: { kind, sentence, log: isCancelled ? '' : log } };
    }
    const entry = await this.parts.changes.read(outcome.id);
    return { kind: 'stuck', entry, outcome: stuckOutcome(at, error, outcome.restoreError, log) };
  }

  async #live({ changeable, plan, wanted }: Reviewed, signal: AbortSignal): Promise<ChangeEnd> {
    if (plan.kind !== 'live') throw new Error(l10n.t('There is nothing to do.'));
    const { container } = changeable.facts;
    const name = shown(nameOf(container));
    const step = l10n.t('Changing "{0}" as it is', name);
    this.step(step);
    const { changes } = this.parts;
    const outcome = await changes.live(this.host, container.Id ?? '', plan.live, {
      signal,
      updateWords: updateWords(wanted, plan.differences),
      onLine: words => this.said.say(...words),
    });
    if (outcome.kind === 'changed') {
      const now = plan.live.name === '' ? name : shown(plan.live.name);
      const sentence = l10n.t('"{0}" is changed.', now);
      return {
        kind: 'changed',
        name: plan.live.name,
        outcome: { kind: 'fine', sentence, log: '' },
      };
    }
    const { error } = outcome;
    if (outcome.kind === 'restored') {
      const sentence = l10n.t(
        '{0} Nothing is changed: what was done is taken back.',
        changeFault(error),
      );
      return { kind: 'restored', outcome: { kind: 'error', sentence, log: '' } };
    }
    const entry = await changes.read(outcome.id);
    return { kind: 'stuck', entry, outcome: stuckOutcome(step, error, outcome.restoreError, '') };
  }
}

function stuckOutcome(
  at: string,
  error: EngineError,
  restoreError: EngineError,
  log: string,
): Outcome {
  const sentence = l10n.t(
    '{0}: failed. {1} The way back failed, too: {2} Once the engine answers again, it goes on by itself; or try again now.',
    at,
    changeFault(error),
    changeFault(restoreError),
  );
  return { kind: 'error', sentence, log };
}

/** The line that makes the new container, under the name that it has at first. */
function createWords(
  { facts, sharers }: Changeable,
  wanted: RunSpec,
  { oldId, newName }: Member,
): readonly string[] {
  const sharer = sharers.find(({ container }) => container.Id === oldId);
  const spec = sharer && oldId !== facts.container.Id ? specAsIs(sharer) : wanted;
  const named = { ...spec, options: { ...spec.options, name: newName } };
  return wordsOf(specFor(named, 'create'));
}

/** The options of `docker update` among what differs. */
function updateWords(wanted: RunSpec, differences: readonly Difference[]): readonly string[] {
  const notUpdated = ['name', 'image', 'command'];
  const names = differences.filter(
    (name): name is OptionName => !notUpdated.includes(name) && !isNetwork(name),
  );
  const own = names.filter(name => !isList(name as never) && !isSwitch(name as never));
  const pairs = own.map(name => [name, wanted.options[name] ?? none[name] ?? '0']);
  const options = Object.fromEntries(pairs) as RunSpec['options'];
  // Without `docker run` in front, and the image behind.
  return runWords({ action: 'run', options, image: 'i', command: [] }).slice(2, -1);
}

const none: Partial<Readonly<Record<OptionName, string>>> = { restart: 'no' };

function isNetwork(name: Difference): boolean {
  return ['network', 'network-alias', 'ip', 'ip6', 'link-local-ip'].includes(name);
}
