import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { familiarName, parseReference, splitReference } from '../docker/reference';
import type { Host } from '../model/host';
import { RunWorker } from '../panels/runWorker';
import type { RunEnd } from '../protocol/run';
import { withProgress } from '../ui/progress';
import { resolveVariables } from '../ui/runVariables';
import type { OpenSavedRun } from '../ui/savedRuns';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type CommandTable, onOne } from './command';
import { containerSaveCommands } from './containerSave';
import { pickHost } from './pickHost';
import { runParts } from './runParts';
import { pickSavedRun } from './savedRunPick';

const rule = { nothing: l10n.t('No image is there.'), question: l10n.t('Which image?') };

export const savedRunCommands = {
  'savedRun.run': async app => {
    const picked = await pickSavedRun(app, () => true);
    if (picked) await runSaved(app, await pickHost(app, l10n.t('Run a Saved Run')), picked);
  },
  'image.runSaved': onOne('image', rule, async (app, { host, record }) => {
    const own = new Set([...record.tags, ...record.digests].map(repositoryOf));
    const picked = await pickSavedRun(app, ({ run }) => own.has(repositoryOf(run.spec.image)));
    if (picked) await runSaved(app, host, picked);
  }),
  ...containerSaveCommands,
} satisfies CommandTable;

/**
 * Runs it as its file says, and tells how far it is.
 *
 * @throws with a sentence; a CancellationError where a question was dismissed
 */
async function runSaved(app: App, host: Host, { run, uri, place, name }: OpenSavedRun) {
  const folder = place.kind === 'workspace' ? place.root : undefined;
  const { spec: written, mode, inputs } = run;
  const { spec, secrets: resolved } = await resolveVariables(
    written,
    { file: uri, folder, inputs },
    app.runMemory.secrets,
  );
  const title = l10n.t('Running {0}', plain(name, 80));
  const sentence = await withProgress(title, async (report, signal) => {
    const worker: RunWorker = new RunWorker(
      host,
      runParts(app.terminals, app.log),
      app.said,
      () => (folder ?? vscode.workspace.workspaceFolders?.[0]?.uri)?.fsPath,
      () => {
        const { work } = worker;
        if ('fraction' in work) report(work.sentence, work.fraction);
        else if ('sentence' in work) report(work.sentence);
      },
    );
    signal.addEventListener('abort', () => worker.cancel());
    await worker.run({ spec, written, resolved, end: mode satisfies RunEnd });
    return worker.work.phase === 'done' ? worker.work.sentence : undefined;
  });
  if (sentence !== undefined && mode !== 'attach') {
    void vscode.window.showInformationMessage(unlinked(sentence));
  }
}

/** Whatever its tag; of one whose name ends in a variable, what stands before that. */
function repositoryOf(image: string): string {
  const text = image.replace(/[:@]?\$\{.*$/s, '');
  return familiarName(parseReference(text) ?? splitReference(text));
}
