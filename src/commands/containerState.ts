import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import { validateContainerName } from '../docker/name';
import { parseSignal, signalName, signals, validateSignal } from '../docker/signal';
import type { Engine } from '../engine/connection';
import {
  killContainer,
  pauseContainer,
  renameContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../engine/containerVerbs';
import type { Container } from '../engine/records';
import type { Found } from '../model/hosts';
import { named } from '../trees/words';
import { askText } from '../ui/askText';
import { problemText } from '../ui/problems';
import { asStartError } from '../ui/startFailure';
import { pickOne } from '../ui/steps';
import { eachOf, type SummaryWords, summary } from '../ui/summary';
import type { App } from './app';
import { type CommandTable, onMany, onOne } from './command';

export type FoundContainer = Found<'container'>;

export const nameOf = ({ record }: FoundContainer): string => record.name;

interface Verb extends SummaryWords {
  readonly title: string;
  /** Without `docker`, in front of the names. */
  readonly line: readonly string[];
  readonly run: (engine: Engine, id: string, options: { signal: AbortSignal }) => Promise<void>;
}

const starting: Verb = {
  title: l10n.t('Starting containers'),
  line: ['start'],
  run: (engine, id, options) => startContainer(engine, id, options).catch(asStartError),
  all: done => l10n.t('Containers started: {0}.', done),
  some: (done, failed) => l10n.t('{0} started, {1} failed.', done, failed),
};

const stopping: Verb = {
  title: l10n.t('Stopping containers'),
  line: ['stop'],
  run: stopContainer,
  all: done => l10n.t('Containers stopped: {0}.', done),
  some: (done, failed) => l10n.t('{0} stopped, {1} failed.', done, failed),
};

const restarting: Verb = {
  title: l10n.t('Restarting containers'),
  line: ['restart'],
  run: (engine, id, options) => restartContainer(engine, id, options).catch(asStartError),
  all: done => l10n.t('Containers restarted: {0}.', done),
  some: (done, failed) => l10n.t('{0} restarted, {1} failed.', done, failed),
};

const pausing: Verb = {
  title: l10n.t('Pausing containers'),
  line: ['pause'],
  run: pauseContainer,
  all: done => l10n.t('Containers paused: {0}.', done),
  some: (done, failed) => l10n.t('{0} paused, {1} failed.', done, failed),
};

const unpausing: Verb = {
  title: l10n.t('Unpausing containers'),
  line: ['unpause'],
  run: unpauseContainer,
  all: done => l10n.t('Containers unpaused: {0}.', done),
  some: (done, failed) => l10n.t('{0} unpaused, {1} failed.', done, failed),
};

const killing = (signal: string): Verb => ({
  title: l10n.t('Sending {0}', signal),
  line: ['kill', '-s', signal],
  run: (engine, id, options) => killContainer(engine, id, signal, options),
  all: done => l10n.t('Containers signalled: {0}.', done),
  some: (done, failed) => l10n.t('{0} signalled, {1} failed.', done, failed),
});

async function doTo(app: App, verb: Verb, targets: readonly FoundContainer[]): Promise<void> {
  app.said.say(...verb.line, ...targets.map(nameOf));
  // No refresh: the store hears of it from the engine's own events.
  const outcome = await eachOf(verb.title, targets, nameOf, ({ host, record }, signal) =>
    verb.run(host.engine, record.id, { signal }),
  );
  summary(verb, outcome, app.log);
}

const is =
  (...states: readonly Container['state'][]) =>
  ({ state }: Container): boolean =>
    states.includes(state);

export const containerStateCommands = {
  'container.start': onMany(
    'container',
    {
      where: is('created', 'exited', 'unknown'),
      nothing: l10n.t('There is no stopped container to start.'),
      question: l10n.t('Which containers should start?'),
    },
    (app, targets) => doTo(app, starting, targets),
  ),

  'container.stop': onMany(
    'container',
    {
      where: is('running', 'paused', 'restarting', 'unknown'),
      nothing: l10n.t('There is no running container to stop.'),
      question: l10n.t('Which containers should stop?'),
    },
    (app, targets) => doTo(app, stopping, targets),
  ),

  'container.restart': onMany(
    'container',
    {
      where: is('created', 'running', 'paused', 'restarting', 'exited', 'unknown'),
      nothing: l10n.t('There is no container to restart.'),
      question: l10n.t('Which containers should restart?'),
    },
    (app, targets) => doTo(app, restarting, targets),
  ),

  'container.pause': onMany(
    'container',
    {
      where: is('running'),
      nothing: l10n.t('There is no running container to pause.'),
      question: l10n.t('Which containers should pause?'),
    },
    (app, targets) => doTo(app, pausing, targets),
  ),

  'container.unpause': onMany(
    'container',
    {
      where: is('paused'),
      nothing: l10n.t('No container is paused.'),
      question: l10n.t('Which containers should be unpaused?'),
    },
    (app, targets) => doTo(app, unpausing, targets),
  ),

  'container.kill': onMany(
    'container',
    {
      where: is('running', 'paused', 'restarting'),
      nothing: l10n.t('There is no running container to signal.'),
      question: l10n.t('Which containers get the signal?'),
    },
    async (app, targets) => doTo(app, killing(await pickSignal()), targets),
  ),

  'container.rename': onOne(
    'container',
    {
      where: ({ state }) => state !== 'removing',
      nothing: l10n.t('There is no container to rename.'),
      question: l10n.t('Which container gets another name?'),
    },
    rename,
  ),
} satisfies CommandTable;

interface SignalItem extends vscode.QuickPickItem {
  readonly signal: string;
}

async function pickSignal(): Promise<string> {
  const usual: Readonly<Record<string, string>> = {
    SIGTERM: l10n.t('asks it to end'),
    SIGKILL: l10n.t('ends it at once'),
    SIGINT: l10n.t('as Ctrl+C does'),
    SIGHUP: l10n.t('often: read the configuration again'),
    SIGQUIT: l10n.t('often: end, and leave a dump'),
    SIGUSR1: l10n.t('what the program makes of it'),
    SIGUSR2: l10n.t('what the program makes of it'),
  };
  const rest = signals.map(({ name }) => name).filter(name => !(name in usual));
  const items: SignalItem[] = [...Object.keys(usual), ...rest].map(signal => ({
    label: signal,
    description: [String(parseSignal(signal) ?? ''), usual[signal]].filter(Boolean).join(' · '),
    signal,
  }));
  const typed = (text: string): SignalItem | undefined => {
    const number = parseSignal(text);
    const isListed = number !== undefined && signalName(number) !== undefined;
    const looked = text.toUpperCase();
    if (text === '' || isListed || items.some(({ label }) => label.includes(looked))) {
      return undefined;
    }
    const wrong = validateSignal(text);
    return { label: named(looked), description: wrong ? problemText(wrong) : '', signal: text };
  };
  const picked = await pickOne(l10n.t('Send a signal'), {
    placeHolder: l10n.t('Which signal? Names and numbers can be typed.'),
    items,
    typed,
    refuse: ({ signal }) => {
      const wrong = validateSignal(signal);
      return wrong && problemText(wrong);
    },
  });
  return picked.signal;
}

async function rename(app: App, { host, record }: FoundContainer): Promise<void> {
  const others = host.store.all('container').filter(({ id }) => id !== record.id);
  const name = await askText({
    title: l10n.t('Rename the container {0}', named(record.name)),
    prompt: l10n.t('The new name: letters, digits, "_", "." and "-".'),
    value: record.name,
    required: true,
    validate: text => validateContainerName(text, others.map(nameOfRecord)),
  });
  const bare = name.replace(/^\//, '');
  if (bare === record.name) return;
  app.said.say('rename', record.name, bare);
  await renameContainer(host.engine, record.id, bare);
}

const nameOfRecord = ({ name }: Container): string => name;
