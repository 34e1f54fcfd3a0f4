import * as vscode from 'vscode';
import { browserUrl } from '../docker/browserUrl';
import type { Kind } from '../engine/records';
import { readVolumeSizes } from '../engine/volumeSizes';
import { formatKey } from '../model/key';
import { portId } from '../trees/containerParts';
import type { ResourceView } from '../trees/resourceView';
import { parseGroup, parseMore, parseRow } from '../trees/rowKey';
import { userOf } from '../trees/userPart';
import { withProgress } from '../ui/progress';
import { setting } from '../ui/settings';
import type { App } from './app';
import { clearFilter, filterView, groupView, sortView } from './arrangeView';
import { type Command, type CommandTable, prefix, rowsOf } from './command';
import { startEngine } from './startEngine';

export const viewCommands = {
  ...arranging('container'),
  ...arranging('image'),
  ...arranging('volume'),
  ...arranging('network'),
  'image.hideDangling': app => app.views.image.arrange({ all: false }),
  'image.showDangling': app => app.views.image.arrange({ all: true }),
  'system.start': startEngine,
  'volume.measure': measureVolumes,
  'view.open': onRow(open),
  'view.openPort': onRow(openPort),
  'view.revealContainer': onRow(revealContainer),
  'view.more': onRow((app, row) => viewOf(app, parseMore(row)?.kind)?.showMore(row)),
  'view.reread': onRow((app, row) => viewOf(app, parseRow(row)?.kind)?.reread(row)),
} satisfies CommandTable;

/** The four commands with which each view is arranged. */
function arranging(kind: Kind): CommandTable {
  return {
    [`${kind}.filter`]: app => filterView(app.views[kind], kind),
    [`${kind}.clearFilter`]: app => clearFilter(app.views[kind]),
    [`${kind}.group`]: app => groupView(app.views[kind]),
    [`${kind}.sort`]: app => sortView(app.views[kind]),
  };
}

/** For commands that only a row calls: the editor hands its key, or nothing. */
function onRow(run: (app: App, row: string) => unknown): Command {
  return (app, ...args) => {
    const [row] = rowsOf(app, args);
    return row === undefined ? undefined : run(app, row);
  };
}

function viewOf(app: App, kind: Kind | undefined): ResourceView | undefined {
  return kind && app.views[kind];
}

/** What Enter does: on a resource its usual command, on any other row what a click does. */
async function open(app: App, row: string): Promise<void> {
  const key = parseRow(row);
  const part = key?.path.at(-1) ?? '';
  if (parseMore(row)) viewOf(app, parseMore(row)?.kind)?.showMore(row);
  else if (parseGroup(row) || part === 'processes') await run('list.toggleExpand');
  else if (part.startsWith('port:')) await openPort(app, row);
  else if (userOf(part)) await revealContainer(app, row);
  else if (key?.path.length === 0) await run(prefix + usualCommand(app, key.kind, row), row);
}

function usualCommand(app: App, kind: Kind, row: string): string {
  if (kind !== 'container') return `${kind}.inspect`;
  const action = setting('containers.defaultAction');
  if (action !== 'toggle') return `container.${action}`;
  const [key = ''] = app.views.container.resources([row]);
  const state = app.hosts.find('container', key)?.record.state;
  if (state === 'paused') return 'container.unpause';
  return state === 'running' || state === 'restarting' ? 'container.stop' : 'container.start';
}

async function openPort(app: App, row: string): Promise<void> {
  const [key = ''] = app.views.container.resources([row]);
  const found = app.hosts.find('container', key);
  const part = parseRow(row)?.path.at(-1);
  const port = found?.record.ports.find(other => portId(other) === part);
  const address = found?.host.endpoint?.address;
  const url = port && browserUrl(port, address?.kind === 'tcp' ? address.host : 'localhost');
  if (url) await vscode.env.openExternal(vscode.Uri.parse(url));
}

/** Leads from a container below an image, volume or network to its own row. */
async function revealContainer(app: App, row: string): Promise<void> {
  const parsed = parseRow(row);
  const id = userOf(parsed?.path.at(-1) ?? '');
  if (!parsed || !id) return;
  const key = formatKey({ host: parsed.host, kind: 'container', id });
  if (!app.views.container.shows(key)) clearFilter(app.views.container);
  await app.views.container.reveal(key);
}

async function measureVolumes(app: App): Promise<void> {
  app.said.say('system', 'df', '-v');
  await withProgress(vscode.l10n.t('Measuring volumes'), async (_, signal) => {
    for (const host of app.hosts.all) {
      app.views.measured.take(host.id, await readVolumeSizes(await host.connected(), { signal }));
    }
  });
}

async function run(command: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
