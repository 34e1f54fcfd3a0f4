import { l10n } from 'vscode';
import { browserUrl } from '../docker/browserUrl';
import { parseNetworkMode } from '../docker/networkMode';
import { formatPublished, type PublishedPort } from '../docker/ports';
import { shortId } from '../docker/shortId';
import type { Process } from '../engine/processes';
import type { Container, ContainerDetails, Membership, Mount } from '../engine/records';
import type { World } from './kindView';
import { joined, type Part } from './row';
import { listed, named, sentences } from './words';

export function containerParts(
  c: Container,
  path: readonly string[],
  world: World,
): readonly Part[] | Promise<readonly Part[]> {
  if (path[0] === 'processes') return world.processes(c.id).then(found => found.map(processPart));
  const details = world.details('container', c.id);
  const known = details?.networks ?? [];
  return [
    ...c.ports.map(port => portPart(port, world)),
    ...c.networks.map(place => placePart(c, place, known)),
    ...sharedPart(c, world),
    ...mountsOf(c, details).map(mountPart),
    ...(c.state === 'running' || c.state === 'paused' ? [processesPart] : []),
  ];
}

/** Names a port of a container as the row below it does. */
export function portId(port: PublishedPort): string {
  return `port:${formatPublished(port)}`;
}

function portPart(port: PublishedPort, world: World): Part {
  const url = browserUrl(port, world.hostName);
  const label = formatPublished(port);
  return {
    id: portId(port),
    row: {
      label,
      description: url ?? port.protocol,
      icon: { id: url ? 'globe' : 'plug' },
      flags: url ? 'port browsable' : 'port',
      spoken: sentences(
        l10n.t(
          'Port {0} of the host leads to port {1} of the container, {2}.',
          port.hostPort,
          port.containerPort,
          port.protocol,
        ),
        url ? l10n.t('Opens {0} in the browser.', url) : '',
      ),
      children: 'none',
      ...(url && {
        tooltip: l10n.t('Open {0} in the browser', url),
        click: { title: l10n.t('Open in browser'), command: 'slipway.view.openPort' },
      }),
    },
  };
}

function placePart(c: Container, place: Membership, known: readonly Membership[]): Part {
  const detailed = known.find(other => other.network === place.network) ?? place;
  const aliases = ownAliases(c, detailed);
  const network = named(place.network);
  const addresses = [place.ipv4, place.ipv6].filter(address => address !== '').map(named);
  return {
    id: `network:${place.network}`,
    row: {
      label: network,
      description: joined(...addresses, aliases.length > 0 ? aliasWords(aliases) : ''),
      icon: { id: 'type-hierarchy-sub' },
      flags: 'containerNetwork',
      spoken: sentences(
        addresses.length > 0
          ? l10n.t('In the network {0} with the address {1}.', network, listed(addresses))
          : l10n.t('In the network {0}.', network),
        aliases.length > 0 ? l10n.t('Also called {0}.', listed(aliases)) : '',
      ),
      children: 'none',
      ...(place.mac !== '' && { tooltip: l10n.t('MAC address {0}', named(place.mac)) }),
    },
  };
}

/** Without its own name and the id, which every container is known by. */
export function ownAliases(c: Container, place: Membership): readonly string[] {
  const usual = [c.name, c.id, shortId(c.id)];
  return place.aliases.filter(alias => !usual.includes(alias)).map(named);
}

export function aliasWords(aliases: readonly string[]): string {
  return l10n.t('alias {0}', listed(aliases));
}

/** It lives in another's network and has none of its own. */
function sharedPart(c: Container, world: World): readonly Part[] {
  const mode = parseNetworkMode(c.networkMode);
  if (mode.kind !== 'container') return [];
  const owner = named(world.get('container', mode.container)?.name ?? shortId(mode.container));
  const label = l10n.t('Network of {0}', owner);
  const spoken = l10n.t('Shares the network of the container {0}.', owner);
  const icon = { id: 'references' };
  const flags = 'containerNetwork shared';
  return [{ id: 'shared', row: { label, icon, flags, spoken, children: 'none' } }];
}

/** Those that the list tells, and those of `--tmpfs`, which only inspect does. */
export function mountsOf(c: Container, details: ContainerDetails | undefined): readonly Mount[] {
  const isListed = ({ target }: Mount): boolean => c.mounts.some(m => m.target === target);
  return [...c.mounts, ...(details?.tmpfs ?? []).filter(mount => !isListed(mount))];
}

function mountPart(mount: Mount, at: number): Part {
  const target = named(mount.target);
  const source = named(mount.volume || mount.source);
  const icons: Readonly<Record<Mount['type'], string>> = {
    volume: 'database',
    bind: 'folder',
    tmpfs: 'chip',
    npipe: 'plug',
    cluster: 'database',
    image: 'package',
  };
  const from = /^[0-9a-f]{64}$/.test(mount.volume) ? shortId(mount.volume) : source;
  return {
    id: `mount:${at}:${mount.target}`,
    row: {
      label: target,
      description: joined(from || mount.type, mount.readOnly ? l10n.t('read-only') : ''),
      icon: { id: icons[mount.type] },
      flags: `mount ${mount.type}`,
      spoken: sentences(mountSentence(mount, target, source), readOnlySentence(mount)),
      children: 'none',
      tooltip: joined(mount.type, source, target),
    },
  };
}

function mountSentence({ type }: Mount, target: string, source: string): string {
  if (type === 'volume') return l10n.t('The volume {0} is mounted at {1}.', source, target);
  if (type === 'bind') return l10n.t('The folder {0} of the host is at {1}.', source, target);
  return l10n.t('A mount of the type {0} is at {1}.', type, target);
}

function readOnlySentence({ readOnly }: Mount): string {
  return readOnly ? l10n.t('It is read-only.') : '';
}

const processesPart: Part = {
  id: 'processes',
  get row() {
    return {
      label: l10n.t('Processes'),
      icon: { id: 'server-process' },
      flags: 'processes',
      spoken: l10n.t('The processes of the container.'),
      children: 'closed',
    } as const;
  },
};

function processPart(process: Process): Part {
  const command = named(process.command);
  const pid = named(process.pid);
  const user = named(process.user);
  return {
    id: `process:${process.pid}`,
    row: {
      label: command,
      description: joined(pid, user, named(process.time)),
      icon: { id: 'gear' },
      flags: 'process',
      spoken: l10n.t('Process {0} of the user {1}: {2}', pid, user, command),
      children: 'none',
      tooltip: command,
    },
  };
}
