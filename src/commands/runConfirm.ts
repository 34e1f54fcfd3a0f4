import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { splitAliases } from '../docker/alias';
import { commandLine } from '../docker/commandLine';
import { isInteractiveCommand } from '../docker/interactiveCommand';
import { isUserNetwork } from '../docker/networkMode';
import { splitPorts } from '../docker/portBinding';
import { type QuickRun, runArgs } from '../docker/runArgs';
import { splitCommand } from '../docker/splitCommand';
import type { Asker } from '../ui/steps';
import { publishes, type RunDraft } from './runQuestions';

/** Characters of a row of the quick pick that can be read without widening it. */
const width = 76;

export function toQuickRun(draft: RunDraft): QuickRun {
  const { interactive } = draft;
  return {
    image: draft.image,
    ...(draft.name !== '' && { name: draft.name.replace(/^\//, '') }),
    ports: publishes(draft) ? splitPorts(draft.ports ?? '') : [],
    env: splitCommand(draft.env) ?? [],
    mounts: splitCommand(draft.mounts) ?? [],
    ...(draft.network !== '' && { network: draft.network }),
    ...(isUserNetwork(draft.network) && { aliases: splitAliases(draft.aliases) }),
    command: splitCommand(draft.command) ?? [],
    detach: !interactive,
    interactive,
    tty: interactive,
    rm: false,
    publishAll: false,
  };
}

interface ModeItem extends vscode.QuickPickItem {
  readonly interactive: boolean;
}

/** A shell without a terminal ends at once; whether that is wanted is asked. */
export function startsPrompt(draft: RunDraft): boolean {
  const { entrypoint = [], command = [] } = draft.details ?? {};
  const own = splitCommand(draft.command) ?? [];
  const words = own.length > 0 ? own : command;
  return isInteractiveCommand(words.length > 0 ? words : entrypoint);
}

export async function askMode(ask: Asker, draft: RunDraft): Promise<void> {
  const items: readonly ModeItem[] = [
    {
      label: l10n.t('In a terminal (-it)'),
      description: l10n.t('attaches to it at once'),
      interactive: true,
    },
    {
      label: l10n.t('In the background (-d)'),
      description: l10n.t('a shell ends at once there'),
      interactive: false,
    },
  ];
  const placeHolder = l10n.t('The command waits for someone to type. How should it run?');
  draft.interactive = (await ask.pick({ placeHolder, items })).interactive;
}

interface LastItem extends vscode.QuickPickItem {
  readonly run: QuickRun | undefined;
}

/** Shows the whole line, and what Enter will do. The line can be copied instead. */
export async function askLast(ask: Asker, run: QuickRun): Promise<QuickRun> {
  const temporary = { ...run, rm: true };
  const line = commandLine(runArgs(run));
  const copy: LastItem = {
    label: l10n.t('$(copy) Copy the command line'),
    run: undefined,
  };
  const items: readonly LastItem[] = [
    { label: l10n.t('$(play) Run'), run },
    { label: l10n.t('$(play) Run, and remove it when it ends (--rm)'), run: temporary },
    copy,
    { label: l10n.t('This will run'), kind: vscode.QuickPickItemKind.Separator, run: undefined },
    ...wrapped(runArgs(run)).map(label => ({ label, run })),
  ];
  for (;;) {
    const picked = await ask.pick({ placeHolder: line, items });
    if (picked.run) return picked.run;
    await vscode.env.clipboard.writeText(line);
    vscode.window.setStatusBarMessage(l10n.t('$(check) Copied'), 2000);
  }
}

/** What has its value in the word behind it. */
const options: ReadonlySet<string> = new Set([
  ...['-p', '-e', '-v', '-l', '--name', '--network', '--network-alias'],
]);

/** The line in rows, broken where a shell lets one, and not between an option and its value. */
export function wrapped(args: readonly string[]): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const piece of pieces(args)) {
    if (row !== '' && row.length + piece.length + 1 > width) {
      rows.push(`${row} \\`);
      row = `  ${piece}`;
    } else row = row === '' ? piece : `${row} ${piece}`;
  }
  return [...rows, row];
}

/** Quoted words, an option with its value; behind the image the same does no harm. */
function pieces(args: readonly string[]): readonly string[] {
  const found: string[] = [];
  let isValue = false;
  for (const [at, arg] of args.entries()) {
    // Only the first is quoted as a command's name.
    const word = at === 0 ? commandLine([arg]) : commandLine(['docker', arg]).slice(7);
    if (isValue) found.push(`${found.pop()} ${word}`);
    else found.push(word);
    isValue = !isValue && options.has(arg);
  }
  return found;
}
