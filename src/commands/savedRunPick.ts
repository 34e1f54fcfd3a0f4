import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { secretsOf } from '../docker/run/secrets';
import { formatRunSubject } from '../panels/runSubject';
import { confirm } from '../ui/confirm';
import { pickLabel } from '../ui/pickLabel';
import { type BrokenSavedRun, type OpenSavedRun, placeName, savedFileName } from '../ui/savedRuns';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { pickHost } from './pickHost';

type Found = OpenSavedRun | BrokenSavedRun;

interface SavedItem extends vscode.QuickPickItem {
  readonly found: Found;
}

/** What can be done with one besides running it. */
export const savedRunDeeds = ['form', 'file', 'remove'] as const;
type Deed = (typeof savedRunDeeds)[number];

/**
 * Asks for one of the saved runs; undefined where one of them was looked at instead.
 *
 * @throws a CancellationError where it was dismissed
 */
export async function pickSavedRun(
  app: App,
  where: (found: OpenSavedRun) => boolean,
): Promise<OpenSavedRun | undefined> {
  const all = await app.runMemory.saved.list();
  // A broken one may be of anything: it is shown wherever it may be missed.
  const offered = all
    .filter(found => found.run === undefined || where(found))
    .sort((one, other) => Number(!one.run) - Number(!other.run));
  if (!offered.some(({ run }) => run)) {
    void vscode.window.showInformationMessage(unlinked(noneText(offered)));
    return undefined;
  }
  const box = vscode.window.createQuickPick<SavedItem>();
  box.title = l10n.t('Run a Saved Run');
  box.placeholder = l10n.t('Which one? The buttons edit or delete it.');
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.items = offered.map(itemOf);
  try {
    const { found, deed } = await answerOf(box);
    if (deed === undefined) return await app.runMemory.saved.open(found);
    box.hide();
    await doWith(app, found, deed);
    return undefined;
  } finally {
    box.dispose();
  }
}

interface Answer {
  readonly found: Found;
  /** Undefined: it is to be run. */
  readonly deed?: Deed;
}

function answerOf(box: vscode.QuickPick<SavedItem>): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    box.onDidAccept(() => {
      const { found } = box.activeItems[0] ?? {};
      if (found) resolve({ found });
    });
    box.onDidTriggerItemButton(({ item, button }) => {
      const deed = buttons().find(({ tooltip }) => tooltip === button.tooltip)?.deed;
      if (deed) resolve({ found: item.found, deed });
    });
    box.onDidHide(() => reject(new vscode.CancellationError()));
    box.show();
  });
}

/** @throws with a sentence */
export async function doWith(app: App, found: Found, deed: Deed): Promise<void> {
  const { uri } = found;
  if (deed === 'file') {
    await vscode.window.showTextDocument(uri);
    return;
  }
  if (deed === 'remove') return removeSaved(app, found);
  await app.runMemory.saved.open(found); // One that is broken says so here.
  const host = await pickHost(app, l10n.t('Run a Saved Run'));
  app.panels.run.show(formatRunSubject({ host: host.id, saved: uri.toString() }));
}

async function removeSaved(app: App, found: Found): Promise<void> {
  const isSure = await confirm({
    question: l10n.t('Delete the saved run "{0}"?', plain(found.name, 80)),
    detail: l10n.t(
      'Its file {0} goes, and its secrets. No container is touched.',
      savedFileName(found),
    ),
    action: l10n.t('Delete'),
  });
  if (!isSure) return;
  await app.runMemory.saved.remove(found);
  if (found.run) await app.runMemory.secrets.forget(found.uri, secretsOf(found.run.spec));
}

function itemOf(found: Found): SavedItem {
  const { name, place, run } = found;
  const where = placeName(place);
  if (!run) {
    return {
      label: `$(warning) ${pickLabel(name)}`,
      description: where,
      detail: pickLabel(found.sentence),
      buttons: buttons().filter(({ deed }) => deed !== 'form'),
      found,
    };
  }
  const { title, description = '', spec } = run;
  return {
    label: pickLabel(title ?? name),
    description: [pickLabel(spec.image), where].join(' · '),
    ...(description !== '' && { detail: pickLabel(description) }),
    buttons: [...buttons()],
    found,
  };
}

function buttons(): readonly (vscode.QuickInputButton & { readonly deed: Deed })[] {
  return [
    { iconPath: new vscode.ThemeIcon('edit'), tooltip: l10n.t('Open in the Form'), deed: 'form' },
    { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: l10n.t('Edit File'), deed: 'file' },
    { iconPath: new vscode.ThemeIcon('trash'), tooltip: l10n.t('Delete…'), deed: 'remove' },
  ];
}

function noneText(broken: readonly Found[]): string {
  const [first] = broken;
  if (first && !first.run) return first.sentence;
  return vscode.workspace.isTrusted
    ? l10n.t('No run is saved for this: fill the form of a run, and save it there.')
    : l10n.t(
        'No run of yours is saved for this; those of a workspace that is not trusted are not run.',
      );
}
