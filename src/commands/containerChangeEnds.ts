import { type Disposable, l10n, window } from 'vscode';
import { parseSwapName } from '../docker/swapNames';
import { changedIn } from '../engine/recreate/changed';
import type { SwapEntry } from '../engine/recreate/journal';
import type { Ended } from '../model/changes';
import type { Host } from '../model/host';
import { named } from '../trees/words';
import { changeFault } from '../ui/changeWords';
import { confirm } from '../ui/confirm';
import { withProgress } from '../ui/progress';
import { showError } from '../ui/showError';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type Command, type CommandTable, onOne, rowsOf } from './command';
import type { FoundContainer } from './containerState';
import { isActive } from './users';

const rule = {
  nothing: l10n.t('No container waits for its change to be confirmed.'),
  question: l10n.t('Which change?'),
};
/** Offered are the old ones; a row may be that of the new one, too. */
const ofKept = {
  ...rule,
  where: ({ name }: { readonly name: string }) => parseSwapName(name)?.part === 'old',
};

export const containerChangeEndCommands = {
  'container.keepChange': onChange(async (app, found) => {
    const entry = await entryOf(app, found);
    if (entry) await keep(app, found.host, entry);
  }),
  'container.undoChange': onChange(async (app, found) => {
    const entry = await entryOf(app, found);
    if (entry && (await isSure(found.host, entry))) await undo(app, found.host, entry);
  }),
} satisfies CommandTable;

function onChange(run: (app: App, found: FoundContainer) => Promise<void>): Command {
  return (app, ...args) => {
    const isRow = rowsOf(app, args).length > 0;
    return onOne('container', isRow ? rule : ofKept, run)(app, ...args);
  };
}

/** Tells once of each change that was cut off, and what became of it. */
export function tellChanges(app: App): Disposable {
  return app.changes.onDidEnd(ended => {
    if (ended.isResumed) void tell(app, ended).catch(error => showError(error, app.log));
  });
}

async function tell(app: App, ended: Ended): Promise<void> {
  const { host, entry, end } = ended;
  const [changed] = changedIn(entry);
  const name = named((end === 'undone' ? changed?.before.name : changed?.after.name) ?? '');
  if (end === 'undone') {
    const sentence = l10n.t(
      'A change of "{0}" was interrupted, and is undone: it is as it was.',
      name,
    );
    void window.showInformationMessage(unlinked(sentence));
  } else if (end === 'kept') {
    if (entry.phase === 'swapped') return;
    const sentence = l10n.t('A change of "{0}" was interrupted at its end, and is finished.', name);
    void window.showInformationMessage(unlinked(sentence));
  } else if (end === 'swapped') {
    const [yes, no] = [l10n.t('Keep Change'), l10n.t('Undo Change')];
    const sentence = l10n.t(
      'A change of "{0}" was interrupted, and is finished: the new container is there, and the old one is kept until you confirm.',
      name,
    );
    const chosen = await window.showInformationMessage(unlinked(sentence), yes, no);
    if (chosen === yes) await keep(app, host, entry);
    else if (chosen === no) await undo(app, host, entry);
  } else if (ended.end === 'stuck') {
    const again = l10n.t('Try Again');
    const sentence = l10n.t(
      'A change of "{0}" was interrupted, and could not be undone: {1}',
      name,
      changeFault(ended.error),
    );
    const chosen = await window.showWarningMessage(unlinked(sentence), again);
    if (chosen === again) await doing(app, () => app.changes.again(host, entry, telling(app)));
  }
}

async function entryOf(app: App, { record }: FoundContainer): Promise<SwapEntry | undefined> {
  const entry = await app.changes.find(record.id);
  if (entry) return entry;
  void window.showInformationMessage(
    unlinked(
      l10n.t(
        '"{0}" has no part in a change that this machine knows of: rename, start or remove it by hand.',
        named(record.name),
      ),
    ),
  );
  return undefined;
}

async function keep(app: App, host: Host, entry: SwapEntry): Promise<void> {
  await doing(app, () => app.changes.keep(host, entry, telling(app)));
}

async function undo(app: App, host: Host, entry: SwapEntry): Promise<void> {
  await doing(app, () => app.changes.undo(host, entry, telling(app)));
}

/** What a new one wrote outside its volumes goes with it. */
async function isSure(host: Host, entry: SwapEntry): Promise<boolean> {
  const [{ newId = '', finalName = '', oldName = '' } = {}] = entry.members;
  const made = host.store.get('container', newId);
  if (!made || !isActive(made)) return true;
  return confirm({
    question: l10n.t('Undo the change of "{0}"?', named(finalName)),
    detail: l10n.t(
      'The new container is stopped and removed, with what it wrote outside its volumes. The old one, "{0}", gets its name back and runs again.',
      named(oldName),
    ),
    action: l10n.t('Undo Change'),
  });
}

async function doing(app: App, act: () => Promise<void>): Promise<void> {
  try {
    await withProgress(l10n.t('Ending the change'), act);
  } catch (error) {
    app.log.error(`change: ${error instanceof Error ? error.message : error}`);
    throw new Error(changeFault(error), { cause: error });
  }
}

function telling(app: App): { onLine: (words: readonly string[]) => void } {
  return { onLine: words => app.said.say(...words) };
}
