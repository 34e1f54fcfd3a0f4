import * as os from 'node:os';
import { type LogOutputChannel, l10n, type Terminal, window } from 'vscode';
import { type PullState, pullFraction } from '../docker/pullProgress';
import {
  familiarReference,
  parseReference,
  type Reference,
  withDefaultTag,
} from '../docker/reference';
import { validateReference } from '../docker/validateReference';
import { EngineError } from '../engine/errors';
import { pullImage } from '../engine/pull';
import { findLogin, type LoginAnswer } from '../engine/registryAuth';
import type { Host } from '../model/host';
import { Latest } from '../model/latest';
import { parseRow } from '../trees/rowKey';
import { named } from '../trees/words';
import { askText } from '../ui/askText';
import { type Report, withProgress } from '../ui/progress';
import { pullText } from '../ui/pullText';
import { eachOf, summary } from '../ui/summary';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type Command, rowsOf } from './command';
import { pickHost } from './pickHost';
import { loginProblemText, pullError, pullSentence } from './pullError';

interface Pulling {
  readonly terminal: Terminal;
  /** Its last state. */
  readonly ended: Promise<PullState | undefined>;
}

interface Wanted {
  readonly host: Host;
  readonly reference: Reference;
  /** Without it the engine's own. */
  readonly platform?: string | undefined;
}

/** By a name that is typed. The button above the view hands the focused row: it is not meant. */
export const pullByName: Command = async app => {
  const title = l10n.t('Pull Image');
  const host = await pickHost(app, title);
  const typed = await askText({
    title,
    prompt: l10n.t('The name of the image; without a tag, "latest" is pulled.'),
    placeHolder: 'nginx:1.27, ghcr.io/owner/app:2, localhost:5000/app',
    required: true,
    validate: text => validateReference(text.trim()),
  });
  const reference = parseReference(typed.trim());
  return reference && tellPulled(app, { host, reference });
};

/** The tags of rows. */
export const pullRows: Command = async (app, ...args) => {
  const wanted = tagsOfRows(app, rowsOf(app, args));
  const [first] = wanted;
  if (!first) return pullByName(app);
  return wanted.length > 1 ? pullMany(app, wanted) : tellPulled(app, first);
};

/**
 * Pulls an image with the login that Docker would use, and shows how far it is; cancelling it ends
 * it on the engine.
 *
 * @throws an error in words that name the cure; `cancelled`
 */
export async function pullReference(
  app: App,
  host: Host,
  reference: Reference,
): Promise<PullState | undefined> {
  const name = nameOf(reference);
  app.said.say('pull', name);
  return withProgress(l10n.t('Pulling {0}', named(name)), (report, signal) =>
    pull(app.log, { host, reference }, signal, state => tell(report, state)),
  );
}

/**
 * The same, with a terminal that shows each layer and, where it fails, all that there is to say;
 * Ctrl-C in it cancels too.
 */
function pullInTerminal(app: App, wanted: Wanted): Pulling {
  const name = nameOf(wanted.reference);
  app.said.say('pull', name);
  const typed = new AbortController();
  const states = new Latest<PullState>();
  const terminal = app.terminals.showPull(name, states, () => typed.abort());
  const ended = withProgress(l10n.t('Pulling {0}', named(name)), async (report, signal) => {
    try {
      const either = AbortSignal.any([signal, typed.signal]);
      const last = await pull(app.log, wanted, either, state => {
        states.push(state);
        tell(report, state);
      });
      states.end();
      return last;
    } catch (error) {
      states.end(error);
      throw error;
    }
  });
  return { terminal, ended };
}

/**
 * Pulls with the login that Docker would use.
 *
 * @throws an error in words that name the cure; `cancelled`
 */
export async function pull(
  log: LogOutputChannel,
  { host, reference, platform }: Wanted,
  signal: AbortSignal,
  onState: (state: PullState) => void,
): Promise<PullState | undefined> {
  const world = { env: process.env, home: os.homedir(), platform: process.platform };
  let answer: LoginAnswer = {};
  let last: PullState | undefined;
  try {
    answer = await findLogin(reference.domain, world, { signal });
    const { login, problem } = answer;
    // Most images need no login: without one it may work all the same.
    if (problem) log.warn(loginProblemText(problem));
    for await (const state of pullImage(host.engine, reference, { login, platform, signal })) {
      last = state;
      onState(state);
    }
    return last;
  } catch (error) {
    throw pullError(error, reference, answer);
  }
}

function tell(report: Report, state: PullState): void {
  report(pullText(state), pullFraction(state));
}

async function tellPulled(app: App, { host, reference }: Wanted): Promise<void> {
  const name = named(nameOf(reference));
  const { terminal, ended } = pullInTerminal(app, { host, reference });
  const state = await ended.catch((error: unknown) => tellFailed(app, error, name, terminal));
  if (state === 'failed') return;
  void window.showInformationMessage(
    state?.outcome === 'upToDate'
      ? l10n.t('"{0}" is up to date.', name)
      : l10n.t('"{0}" was pulled.', name),
  );
}

/** In one sentence, for the terminal has the rest. */
function tellFailed(app: App, error: unknown, name: string, terminal: Terminal): 'failed' {
  if (EngineError.is(error, 'cancelled')) throw error;
  app.log.error(`pull ${name}: ${error instanceof Error ? error.message : error}`);
  const show = l10n.t('Show');
  const sentence = pullSentence(error) ?? l10n.t('"{0}" could not be pulled.', name);
  void window.showErrorMessage(unlinked(sentence), show).then(chosen => {
    if (chosen === show) terminal.show();
  });
  return 'failed';
}

async function pullMany(app: App, wanted: readonly Wanted[]): Promise<void> {
  for (const { reference } of wanted) app.said.say('pull', nameOf(reference));
  const names = ({ reference }: Wanted): string => nameOf(reference);
  const outcome = await eachOf(l10n.t('Pulling images'), wanted, names, (one, signal) =>
    pull(app.log, one, signal, () => {}),
  );
  const words = {
    all: (done: number) => l10n.t('Images pulled: {0}.', done),
    some: (done: number, failed: number) => l10n.t('{0} pulled, {1} failed.', done, failed),
  };
  summary(words, outcome, app.log);
}

function tagsOfRows(app: App, rows: readonly string[]): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const row of rows) {
    const part = parseRow(row)?.path.at(-1);
    for (const key of app.views.image.resources([row])) {
      const found = app.hosts.find('image', key);
      const tags = part?.startsWith('tag:') ? [part.slice(4)] : (found?.record.tags ?? []);
      for (const tag of tags) {
        const reference = parseReference(tag);
        if (found && reference) wanted.set(`${key} ${tag}`, { host: found.host, reference });
      }
    }
  }
  return [...wanted.values()];
}

function nameOf(reference: Reference): string {
  return familiarReference(withDefaultTag(reference));
}
