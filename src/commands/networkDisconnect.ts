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
  const isContainer = row?.kind === 'container';
  const places = placesOf(app, rowsOf(app, args));
  if (places.length > 0) return disconnect(app, places);
  return isContainer ? fromContainer(app, ...args) : fromNetwork(app, ...args);
};

/** What the Delete key does on such rows: it asks in any case. Rows of anything else are left alone. */
export const disconnectRows: Command = async (app, clicked, selected) => {
  const rows = Array.isArray(selected) ? selected : [clicked];
  const places = placesOf(
    app,
    rows.filter(row => typeof row === 'string'),
  );
  if (places.length > 0) await disconnect(app, places, true);
};

/** The places that rows name: a member's below its network, a network's below its container. */
function placesOf(app: App, rows: readonly string[]): readonly Place[] {
  return rows.map(row => placeOf(app, row)).filter(place => place !== undefined);
}

function placeOf(app: App, row: string): Place | undefined {
  const parsed = parseRow(row);
  const host = parsed && app.hosts.get(parsed.host);
  if (!host) return undefined;
  const member = memberOf(row);
  const id = member?.container ?? parsed.id;
  const found = placesIn(host, host.store.get('container', id));
  const part = parsed.path.at(-1) ?? '';
  return found.find(({ network }) =>
    member ? network.id === member.network : part === `network:${network.name}`,
  );
}

function placesIn(host: Host, container: Container | undefined): readonly Place[] {
  if (!container) return [];
  return host.store
    .all('network')
    .filter(network => networkMembers(host, network).some(({ id }) => id === container.id))
    .map(network => ({ host, network, container }));
}

async function fromContainer(app: App, ...args: readonly unknown[]): Promise<void> {
  const [row] = rowsOf(app, args);
  const [key = ''] = app.views.container.resources(row === undefined ? [] : [row]);
  const found = app.hosts.find('container', key);
  if (!found) return;
  const { host, record } = found;
  const places = placesIn(host, record);
  const [only] = places;
  if (!only) tell(l10n.t('"{0}" has no network of its own to leave.', named(record.name)));
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

/** @param always also asks where none runs, and so nothing breaks */
async function disconnect(app: App, all: readonly Place[], always = false): Promise<void> {
  // The engine takes nobody out of its host's network; its words do not say what to do.
  const places = all.filter(({ network }) => network.driver !== 'host');
  if (places.length === 0) {
    if (all.length > 0) {
      tell(l10n.t('A container has the network of its host for good: run it anew without "host".'));
    }
    return;
  }
  if (!(await isWanted(places, always))) return;
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
async function isWanted(places: readonly Place[], always: boolean): Promise<boolean> {
  const [first] = places;
  const active = places.filter(({ container }) => isActive(container));
  if ((active.length === 0 && !always) || !first) return true;
  const names = shortened(places.map(({ container }) => named(container.name)));
  const question =
    places.length === 1
      ? l10n.t(
          'Disconnect "{0}" from "{1}"?',
          named(first.container.name),
          named(first.network.name),
        )
      : l10n.t('Disconnect {0} containers?', places.length);
  const loss = lossOf(places.length === 1, active.length > 0);
  const detail = places.length === 1 ? loss : `${names}\n\n${loss}`;
  return confirm({ question, detail, action: l10n.t('Disconnect') });
}

function lossOf(isOne: boolean, isActive: boolean): string {
  if (!isActive) {
    return isOne
      ? l10n.t('Its address and aliases there are given up.')
      : l10n.t('Their addresses and aliases there are given up.');
  }
  return isOne
    ? l10n.t(
        'Its connections in this network break, and its address and aliases there are given up.',
      )
    : l10n.t(
        'Their connections in the network break, and their addresses and aliases there are given up.',
      );
}
