import { l10n, window } from 'vscode';
import { disconnectContainer } from '../engine/networkVerbs';
import type { Container, Network } from '../engine/records';
import type { Host } from '../model/host';
import { formatKey } from '../model/key';
import { memberOf, parseRow } from '../trees/rowKey';
import { named } from '../trees/words';
import { confirm } from '../ui/confirm';
import { pickLabel } from '../ui/pickLabel';
import { pickResources } from '../ui/pickResources';
import { pickOne } from '../ui/steps';
import { eachOf, summary } from '../ui/summary';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type Command, onOne, rowsOf } from './command';
import { isActive, networkMembers, shortened } from './users';

/** One container in one network. */
interface Place {
  readonly host: Host;
  readonly network: Network;
  readonly container: Container;
}

/** From members' rows, a network below its container, a container, a network, or from nothing. */
export const disconnectCommand: Command = async (app, ...args) => {
  const [clicked] = args;
  const row = typeof clicked === 'string' ? parseRow(clicked) : undefined;
  if (row?.kind === 'container') return fromContainer(app, ...args);
  const rows = rowsOf(app, args);
  const members = rows.map(member => placeOf(app, member)).filter(place => place !== undefined);
  return members.length > 0 ? disconnect(app, members) : fromNetwork(app, ...args);
};

/** The place that a member's row below a network names. */
function placeOf(app: App, row: string): Place | undefined {
  const parsed = parseRow(row);
  const member = memberOf(row);
  const host = parsed && app.hosts.get(parsed.host);
  if (!member || !host) return undefined;
  const network = host.store.get('network', member.network);
  const container = host.store.get('container', member.container);
  return network && container && { host, network, container };
}

async function fromContainer(app: App, ...args: readonly unknown[]): Promise<void> {
  const [row] = rowsOf(app, args);
  const part = parseRow(row ?? '')?.path.at(-1) ?? '';
  const [key = ''] = app.views.container.resources(row === undefined ? [] : [row]);
  const found = app.hosts.find('container', key);
  if (!found) return;
  const { host, record } = found;
  const places = host.store
    .all('network')
    .filter(network => networkMembers(host, network).some(({ id }) => id === record.id))
    .map(network => ({ host, network, container: record }));
  const chosen = places.find(({ network }) => part === `network:${network.name}`);
  const [only] = places;
  if (chosen) await disconnect(app, [chosen]);
  else if (!only) tell(l10n.t('"{0}" has no network of its own to leave.', named(record.name)));
  else if (places.length === 1) await disconnect(app, [only]);
  else {
    const items = places.map(place => ({ label: pickLabel(place.network.name), place }));
    const placeHolder = l10n.t('Which network should "{0}" leave?', named(record.name));
    const title = l10n.t('Disconnect from Network');
    await disconnect(app, [(await pickOne(title, { placeHolder, items })).place]);
  }
}

const fromNetwork = onOne(
  'network',
  {
    nothing: l10n.t('No network is there.'),
    question: l10n.t('Which network should a container leave?'),
  },
  async (app, { host, record }) => {
    const members = networkMembers(host, record);
    if (members.length === 0) {
      tell(l10n.t('No container is in "{0}".', named(record.name)));
      return;
    }
    const offered = members.map(container => {
      const key = formatKey({ host: host.id, kind: 'container', id: container.id });
      return { key, host, record: container };
    });
    const question = l10n.t('Which containers should leave "{0}"?', named(record.name));
    const picked = await pickResources('container', offered, question, true);
    const places = picked.map(found => ({ host, network: record, container: found.record }));
    await disconnect(app, places);
  },
);

function tell(text: string): void {
  void window.showInformationMessage(unlinked(text));
}

async function disconnect(app: App, all: readonly Place[]): Promise<void> {
  // The engine takes nobody out of its host's network; its words do not say what to do.
  const places = all.filter(({ network }) => network.driver !== 'host');
  if (places.length === 0) {
    if (all.length > 0) {
      tell(l10n.t('A container has the network of its host for good: run it anew without "host".'));
    }
    return;
  }
  if (!(await isWanted(places))) return;
  for (const { network, container } of places) {
    app.said.say('network', 'disconnect', network.name, container.name);
  }
  const words = {
    title: l10n.t('Disconnecting containers'),
    all: (done: number) => l10n.t('Containers disconnected: {0}.', done),
    some: (done: number, failed: number) => l10n.t('{0} disconnected, {1} failed.', done, failed),
  };
  const outcome = await eachOf(
    words.title,
    places,
    ({ container }) => container.name,
    ({ host, network, container }, signal) =>
      disconnectContainer(host.engine, network.id, container.id, { signal }),
  );
  summary(words, outcome, app.log);
}

/** A stopped one loses nothing that it uses now. */
async function isWanted(places: readonly Place[]): Promise<boolean> {
  const [first] = places;
  const active = places.filter(({ container }) => isActive(container));
  if (active.length === 0 || !first) return true;
  const names = shortened(places.map(({ container }) => named(container.name)));
  const question =
    places.length === 1
      ? l10n.t(
          'Disconnect "{0}" from "{1}"?',
          named(first.container.name),
          named(first.network.name),
        )
      : l10n.t('Disconnect {0} containers?', places.length);
  const detail =
    places.length === 1
      ? l10n.t(
          'Its connections in this network break, and its address and aliases there are given up.',
        )
      : `${names}\n\n${l10n.t('Their connections in the network break, and their addresses and aliases there are given up.')}`;
  return confirm({ question, detail, action: l10n.t('Disconnect') });
}
