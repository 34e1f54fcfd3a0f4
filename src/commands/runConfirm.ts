import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { splitAliases } from '../docker/alias';
import { isInteractiveCommand } from '../docker/interactiveCommand';
import { isUserNetwork } from '../docker/networkMode';
import { formatRun } from '../docker/run/format';
import { given } from '../docker/run/given';
import type { RunSpec } from '../docker/run/spec';
import { splitCommand } from '../docker/splitCommand';
import { splitPorts } from '../docker/splitPorts';
import { pickLabel } from '../ui/pickLabel';
import type { Asker } from '../ui/steps';
import { publishes, type RunDraft } from './runQuestions';

/** What was answered, as the run that it asks for. */
export function specOf(draft: RunDraft): RunSpec {
  const { image, name, network, interactive } = draft;
  return {
    action: 'run',
    options: {
      ...(interactive ? { interactive, tty: true } : { detach: true }),
      ...given({
        name: name.replace(/^\//, ''),
        publish: publishes(draft) ? splitPorts(draft.ports ?? '') : [],
        env: splitCommand(draft.env) ?? [],
        volume: splitCommand(draft.mounts) ?? [],
        network: network === '' ? [] : [network],
        'network-alias': isUserNetwork(network) ? splitAliases(draft.aliases) : [],
      }),
    },
    image,
    command: splitCommand(draft.command) ?? [],
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
  readonly spec: RunSpec | undefined;
}

/** Shows the whole line, and what Enter will do. The line can be copied instead. */
export async function askLast(ask: Asker, spec: RunSpec): Promise<RunSpec> {
  const temporary = { ...spec, options: { ...spec.options, rm: true } };
  const line = formatRun(spec, 'bash');
  const copy: LastItem = {
    label: l10n.t('$(copy) Copy the command line'),
    spec: undefined,
  };
  const items: readonly LastItem[] = [
    { label: l10n.t('$(play) Run'), spec },
    { label: l10n.t('$(play) Run, and remove it when it ends (--rm)'), spec: temporary },
    copy,
    { label: l10n.t('This will run'), kind: vscode.QuickPickItemKind.Separator, spec: undefined },
    ...rowsOf(spec).map(label => ({ label, spec })),
  ];
  for (;;) {
    const picked = await ask.pick({ placeHolder: line, items });
    if (picked.spec) return picked.spec;
    await vscode.env.clipboard.writeText(line);
    vscode.window.setStatusBarMessage(l10n.t('$(check) Copied'), 2000);
  }
}

/** One option a row. A value of several lines is one text in its row. */
function rowsOf(spec: RunSpec): readonly string[] {
  return formatRun(spec, 'bash', 'lines').split(' \\\n').map(pickLabel);
}
