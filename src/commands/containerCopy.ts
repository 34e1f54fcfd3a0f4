import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { parseNetworkMode } from '../docker/networkMode';
import { named } from '../trees/words';
import { pickLabel } from '../ui/pickLabel';
import { pickOne } from '../ui/steps';
import type { App } from './app';
import { type CommandTable, onMany, onOne } from './command';
import { type FoundContainer, nameOf } from './containerState';

const rule = {
  nothing: l10n.t('There is no container.'),
  question: l10n.t('Of which container?'),
};

export const containerCopyCommands = {
  'container.copyId': onMany('container', rule, (_, targets) =>
    copy(targets.map(({ record }) => record.id)),
  ),
  'container.copyName': onMany('container', rule, (_, targets) => copy(targets.map(nameOf))),
  'container.copyAddress': onOne('container', rule, copyAddress),
} satisfies CommandTable;

async function copy(texts: readonly string[]): Promise<void> {
  await vscode.env.clipboard.writeText(texts.join('\n'));
  vscode.window.setStatusBarMessage(l10n.t('$(check) Copied'), 2000);
}

async function copyAddress(_: App, found: FoundContainer): Promise<void> {
  const items = addresses(found);
  const [first] = items;
  if (first === undefined) {
    void vscode.window.showInformationMessage(whyNone(found));
    return;
  }
  const picked =
    items.length === 1
      ? first
      : await pickOne(l10n.t('Copy Address'), { placeHolder: l10n.t('Which address?'), items });
  await copy([picked.label]);
}

function addresses({ record }: FoundContainer): readonly vscode.QuickPickItem[] {
  return record.networks.flatMap(({ network, ipv4, ipv6 }) =>
    [ipv4, ipv6]
      .filter(address => address !== '')
      .map(label => ({ label, description: pickLabel(network) })),
  );
}

function whyNone({ record }: FoundContainer): string {
  const name = named(record.name);
  if (record.state !== 'running' && record.state !== 'paused') {
    return l10n.t('"{0}" is not running, and so has no address: start it first.', name);
  }
  const { kind } = parseNetworkMode(record.networkMode);
  if (kind === 'host') return l10n.t('"{0}" has the addresses of its host.', name);
  if (kind === 'container') {
    return l10n.t('"{0}" has the address of the container whose network it shares.', name);
  }
  return l10n.t('"{0}" is in no network, and so has no address: connect it to one first.', name);
}
