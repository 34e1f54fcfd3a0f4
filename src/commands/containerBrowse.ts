import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { browserUrl } from '../docker/browserUrl';
import { parseNetworkMode } from '../docker/networkMode';
import { formatPublished, type PublishedPort } from '../docker/ports';
import { freePorts } from '../docker/proposePort';
import { formatRun } from '../docker/run/format';
import { emptySpec } from '../docker/run/spec';
import { hostName } from '../model/hostName';
import { takenPorts } from '../model/takenPorts';
import { listed, named } from '../trees/words';
import { pickOne } from '../ui/steps';
import type { App } from './app';
import { type CommandTable, onOne } from './command';
import { openForm } from './containerRunForm';
import type { FoundContainer } from './containerState';
import { runnableName } from './runImagePick';

export const containerBrowseCommands = {
  'container.browse': onOne(
    'container',
    {
      where: ({ state, ports }) => state === 'running' || ports.length > 0,
      nothing: l10n.t('Only a running container has open ports: start it first.'),
      question: l10n.t('Which container should the browser show?'),
    },
    browse,
  ),
} satisfies CommandTable;

interface PortItem extends vscode.QuickPickItem {
  readonly url: string;
}

async function browse(app: App, found: FoundContainer): Promise<void> {
  const exposed = await exposedPorts(app, found);
  const items = reachable(found, exposed).flatMap(port => {
    const url = browserUrl(port, hostName(found.host));
    return url === undefined ? [] : [{ label: formatPublished(port), description: url, url }];
  });
  const [first] = items;
  if (first === undefined) return explain(app, found, exposed);
  const picked = items.length === 1 ? first : await pickPort(items);
  // In a remote window the editor forwards the port by itself.
  await vscode.env.openExternal(vscode.Uri.parse(picked.url));
}

function pickPort(items: readonly PortItem[]): Promise<PortItem> {
  return pickOne(l10n.t('Open in Browser'), { placeHolder: l10n.t('Which port?'), items });
}

async function exposedPorts(app: App, found: FoundContainer): Promise<readonly number[]> {
  const details = await app.details.load('container', found.key);
  const ports = (details?.exposed ?? []).filter(port => !/\/(?:udp|sctp)$/.test(port));
  return ports.map(port => Number.parseInt(port, 10)).filter(port => port > 0);
}

/** In the host's network nothing is published: what listens there is reached as it is. */
function reachable(
  { host, record }: FoundContainer,
  exposed: readonly number[],
): readonly PublishedPort[] {
  const mode = parseNetworkMode(record.networkMode);
  if (mode.kind === 'host') {
    return exposed.map(port => ({ ip: '', hostPort: port, containerPort: port, protocol: 'tcp' }));
  }
  const owner =
    mode.kind === 'container'
      ? host.store.all('container').find(c => [c.id, c.name].includes(mode.container))
      : undefined;
  return (owner ?? record).ports;
}

async function explain(
  app: App,
  { host, record }: FoundContainer,
  exposed: readonly number[],
): Promise<void> {
  const name = named(record.name);
  const { kind } = parseNetworkMode(record.networkMode);
  if (kind === 'host') {
    void vscode.window.showInformationMessage(
      l10n.t('"{0}" uses the host’s network and names no port: open its address yourself.', name),
    );
    return;
  }
  if (kind === 'container') {
    void vscode.window.showInformationMessage(
      l10n.t('"{0}" shares the network of a container that publishes no TCP port.', name),
    );
    return;
  }
  const port = exposed[0] ?? 80;
  const example = `${freePorts(port, takenPorts(host)).next().value ?? port}:${port}`;
  const text =
    exposed.length > 0
      ? l10n.t(
          '"{0}" listens on {1}, but publishes nothing: run it again with a port such as "{2}".',
          name,
          listed(exposed.map(String)),
          example,
        )
      : l10n.t('"{0}" publishes no TCP port: run it again with one such as "{1}".', name, example);
  const again = l10n.t('Run Again…');
  const image = host.store.get('image', record.imageId);
  const chosen = await vscode.window.showInformationMessage(text, ...(image ? [again] : []));
  if (chosen !== again || !image) return;
  const options = { publish: [example] };
  const spec = { ...emptySpec, options, image: runnableName(image) };
  openForm(app, host, { line: formatRun(spec, 'bash') });
}
