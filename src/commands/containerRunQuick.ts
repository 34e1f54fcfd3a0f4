import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { browserUrl } from '../docker/browserUrl';
import { parseReference } from '../docker/reference';
import { isOn, type RunSpec, textOf } from '../docker/run/spec';
import { shortId } from '../docker/shortId';
import { readContainerNow } from '../engine/containerNow';
import { createContainer } from '../engine/containerRun';
import { removeContainer, startContainer } from '../engine/containerVerbs';
import { EngineError } from '../engine/errors';
import { readImage } from '../engine/images';
import type { Container } from '../engine/records';
import { appeared } from '../model/appeared';
import type { Host } from '../model/host';
import { formatKey } from '../model/key';
import { requestOf, wordsOf } from '../panels/runRequest';
import { named } from '../trees/words';
import { openFolder } from '../ui/openFolder';
import { withProgress } from '../ui/progress';
import { sentenceOf } from '../ui/showError';
import { asStartError } from '../ui/startFailure';
import { runSteps } from '../ui/steps';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type CommandTable, prefix } from './command';
import { pullReference } from './imagePull';
import { onImageName } from './onImageName';
import { pickHost } from './pickHost';
import { askLast, askMode, specOf, startsPrompt } from './runConfirm';
import { askImage } from './runImagePick';
import { newDraft, questions, type RunDraft } from './runQuestions';

export const containerRunQuickCommands = {
  'container.runQuick': async app => {
    await askAndRun(app, await pickHost(app, l10n.t('Run a container')));
  },
} satisfies CommandTable;

export const imageRunQuickCommands = {
  'image.runQuick': onImageName((app, host, name) => askAndRun(app, host, name)),
} satisfies CommandTable;

/**
 * Asks for all that a container needs, shows the line, and runs it. Without an image it asks for
 * one, and pulls it where it is not here.
 *
 * @throws {vscode.CancellationError} where it was dismissed
 */
async function askAndRun(app: App, host: Host, image?: string): Promise<void> {
  await host.connected();
  const draft = newDraft(host);
  if (image !== undefined) await takeImage(app, draft, image);
  let spec: RunSpec | undefined;
  await runSteps(l10n.t('Run a container'), [
    {
      when: () => image === undefined,
      run: async ask => {
        const { reference } = await askImage(ask, host, draft.image);
        await takeImage(app, draft, reference);
      },
    },
    ...questions(draft),
    {
      when: () => startsPrompt(draft),
      run: ask => askMode(ask, draft),
    },
    {
      run: async ask => {
        draft.interactive &&= startsPrompt(draft);
        spec = await askLast(ask, specOf(draft));
      },
    },
  ]);
  if (spec) await runContainer(app, host, spec);
}

/** What the image exposes and runs fills the questions; one that is not here is pulled. */
async function takeImage(app: App, draft: RunDraft, wanted: string): Promise<void> {
  if (wanted === draft.image) return;
  const { engine } = draft.host;
  try {
    draft.details = await readImage(engine, wanted);
  } catch (error) {
    const reference = parseReference(wanted);
    if (!reference || !EngineError.is(error, 'notFound')) throw error;
    await pullReference(app, draft.host, reference);
    draft.details = await readImage(engine, wanted);
  }
  draft.image = wanted;
  draft.ports = undefined;
}

async function runContainer(app: App, host: Host, spec: RunSpec): Promise<void> {
  const { engine } = host;
  const request = await requestOf(spec, engine.apiVersion, openFolder());
  app.said.say(...wordsOf(spec));
  const title = l10n.t('Running {0}', named(spec.image));
  const id = await withProgress(title, (_, signal) => createContainer(engine, request, { signal }));
  try {
    if (isOn(spec, 'interactive')) {
      const name = textOf(spec, 'name') || (await readContainerNow(engine, id)).name;
      await app.terminals.start(host, id, name);
      return;
    }
    await withProgress(title, (_, signal) => startContainer(engine, id, { signal }));
  } catch (error) {
    await offerRemoval(app, host, id, error);
    return;
  }
  const container = await appeared(host, id);
  if (container) void sayRunning(container, host);
}

/** It was made and does not run: nobody wants it, and its name stands in the way of the next. */
async function offerRemoval(app: App, host: Host, id: string, error: unknown): Promise<void> {
  const name = host.store.get('container', id)?.name ?? shortId(id);
  const remove = l10n.t('Remove It');
  const chosen = await vscode.window.showErrorMessage(
    l10n.t(
      'The container "{0}" was made, but does not start. {1}',
      named(name),
      unlinked(startSentence(error)),
    ),
    remove,
    l10n.t('Keep It'),
  );
  if (chosen !== remove) return;
  app.said.say('rm', '-v', name);
  await removeContainer(host.engine, id, { force: true, volumes: true });
}

function startSentence(error: unknown): string {
  try {
    return asStartError(error);
  } catch (worded) {
    return sentenceOf(worded);
  }
}

async function sayRunning(container: Container, host: Host): Promise<void> {
  const key = formatKey({ host: host.id, kind: 'container', id: container.id });
  const name = named(container.name);
  const [logs, browse] = [l10n.t('View Logs'), l10n.t('Open in Browser')];
  const canBrowse = container.ports.some(port => browserUrl(port) !== undefined);
  const text =
    container.state === 'running'
      ? l10n.t('The container "{0}" is running.', name)
      : l10n.t('The container "{0}" ran, and has ended already: its logs may say why.', name);
  const offered = canBrowse ? [browse, logs] : [logs];
  const chosen = await vscode.window.showInformationMessage(text, ...offered);
  if (chosen === browse) await vscode.commands.executeCommand(`${prefix}container.browse`, key);
  if (chosen === logs) await vscode.commands.executeCommand(`${prefix}container.logs`, key);
}
