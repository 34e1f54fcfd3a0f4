import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { fromInspect } from '../docker/run/create';
import type { InspectedContainer } from '../docker/run/inspected';
import { hideSecrets } from '../docker/run/secrets';
import type { RunSpec } from '../docker/run/spec';
import { inspectContainer } from '../engine/containers';
import { ifThere } from '../engine/ifThere';
import { inspectImage } from '../engine/images';
import { choose } from '../ui/confirm';
import { askSavedFile, savedSentence, saveRun } from '../ui/saveRun';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type CommandTable, onOne } from './command';
import type { FoundContainer } from './containerState';

const rule = {
  nothing: l10n.t('There is no container.'),
  question: l10n.t('Of which container?'),
};

export const containerSaveCommands = {
  'container.saveRun': onOne('container', rule, saveFrom),
} satisfies CommandTable;

async function saveFrom(app: App, { host, record }: FoundContainer): Promise<void> {
  const { engine } = host;
  const container = (await inspectContainer(engine, record.id)) as InspectedContainer;
  const image = await ifThere(inspectImage(engine, container.Image ?? ''));
  const spec = nameless(fromInspect(container, image));
  const inPlain = await askSecrets(spec);
  const file = await askSavedFile(app.runMemory.saved, record.name);
  if (!file) return;
  await saveRun(app.runMemory, file, { spec, secrets: [], inPlain });
  const open = l10n.t('Edit File');
  const said = unlinked(savedSentence(file));
  void vscode.window.showInformationMessage(said, open).then(chosen => {
    if (chosen === open) void vscode.window.showTextDocument(file.uri);
  });
}

/** Volumes that nobody named are made anew by each run: their ids mean nothing elsewhere. */
function nameless(spec: RunSpec): RunSpec {
  const { volume } = spec.options;
  if (!volume) return spec;
  const volumes = volume.map(text => text.replace(/^[0-9a-f]{64}:(\/[^:]*)(?::.*)?$/, '$1'));
  return { ...spec, options: { ...spec.options, volume: volumes } };
}

/** True: they are to stand in the file. */
async function askSecrets(spec: RunSpec): Promise<boolean> {
  const { names } = hideSecrets(spec);
  if (names.length === 0) return false;
  const keep = l10n.t('Keep as Secrets');
  const write = l10n.t('Write into the File');
  const chosen = await choose({
    question: l10n.t(
      'The container has what looks like secrets: {0}.',
      plain(names.join(', '), 300),
    ),
    detail: l10n.t(
      'As secrets they stay in the editor’s secret storage, and the file only refers to them.',
    ),
    actions: [keep, write],
  });
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen === write;
}
