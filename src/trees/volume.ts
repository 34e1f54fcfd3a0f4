import { l10n } from 'vscode';
import { composePlace } from '../docker/compose';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import type { Container, Mount, Volume } from '../engine/records';
import { sortText } from './arrangement';
import type { Grouping, KindView, Place, World } from './kindView';
import { fact, facts, heading, lines, paragraphs, shown } from './markdown';
import { joined, type Part, type Row } from './row';
import { userPart, usersOf } from './userPart';
import { agoWords, named, secondsOf, sentences, useFlags, useSentence, useWords } from './words';

const groupings: Readonly<Record<string, Grouping<Volume>>> = {
  none: { title: () => l10n.t('No groups'), groups: () => [] },
  use: {
    title: () => l10n.t('In use or not'),
    groups: useGroups,
    order: group => ['used', 'unused', 'anonymous'].indexOf(group),
  },
  compose: {
    title: () => l10n.t('Compose project'),
    groups: volume => [composePlace(volume.labels)?.project ?? ''].filter(name => name !== ''),
  },
  driver: { title: () => l10n.t('Driver'), groups: volume => [volume.driver] },
};

export const volumeView: KindView<'volume'> = {
  kind: 'volume',
  groupings,
  sortings: {
    name: {
      title: () => l10n.t('By name'),
      // The nameless ones last.
      order: volume => (volume.anonymous ? `~${volume.name}` : sortText(volume.name)),
    },
    newest: {
      title: () => l10n.t('Newest first'),
      order: volume => secondsOf(volume.createdAt) ?? 0,
      descending: true,
    },
    largest: {
      title: () => l10n.t('Largest first'),
      order: (volume, world) => world.measured(volume.name)?.bytes ?? -1,
      descending: true,
    },
    used: {
      title: () => l10n.t('Most used first'),
      order: (volume, world) => world.usage.count('volume', volume.name) ?? 0,
      descending: true,
    },
  },
  name: volume => volume.name,
  isMinor: () => false,
  words: volume => [
    volume.name,
    volume.driver,
    volume.mountpoint,
    ...Object.entries(volume.labels).map(([name, value]) => `${name}=${value}`),
  ],
  row,
  group,
  parts,
  tooltip,
  wants: () => [],
};

function useGroups(volume: Volume, world: World): readonly string[] {
  const users = world.usage.count('volume', volume.name);
  if (users === undefined) return [];
  if (users > 0) return ['used'];
  return [volume.anonymous ? 'anonymous' : 'unused'];
}

function row(volume: Volume, world: World): Row {
  const users = world.usage.count('volume', volume.name);
  const bytes = world.measured(volume.name)?.bytes;
  const size = bytes === undefined ? '' : formatSize(bytes);
  const name = named(volume.anonymous ? shortId(volume.name) : volume.name);
  return {
    label: name,
    description: joined(
      size,
      volume.anonymous ? l10n.t('anonymous') : '',
      useWords(users),
      named(volume.driver),
    ),
    icon: iconOf(volume, users),
    flags: ['volume', ...useFlags(users), volume.anonymous ? 'anonymous' : 'named'].join(' '),
    spoken: sentences(
      volume.anonymous
        ? l10n.t('Anonymous volume {0}, driver {1}.', name, named(volume.driver))
        : l10n.t('Volume {0}, driver {1}.', name, named(volume.driver)),
      size ? l10n.t('It takes {0}.', size) : '',
      useSentence(users),
    ),
    children: users ? 'closed' : 'none',
  };
}

function iconOf(volume: Volume, users = 0): Row['icon'] {
  if (users > 0) return { id: 'database', color: 'slipway.inUse' };
  return volume.anonymous ? { id: 'database', color: 'disabledForeground' } : { id: 'database' };
}

function group(name: string, members: readonly Volume[], { grouping }: Place): Row {
  const uses: Readonly<Record<string, string>> = {
    used: l10n.t('In use'),
    unused: l10n.t('Unused'),
    anonymous: l10n.t('Unused and anonymous'),
  };
  const label = (grouping === 'use' ? uses[name] : undefined) ?? named(name);
  const icons: Readonly<Record<string, string>> = { compose: 'layers', driver: 'server' };
  return {
    label,
    description: String(members.length),
    icon: { id: icons[grouping] ?? 'list-flat' },
    flags: `volumeGroup ${grouping}`,
    spoken: l10n.t('Group {0}, volumes: {1}.', label, members.length),
    children: 'open',
  };
}

function parts(volume: Volume, _: readonly string[], world: World): readonly Part[] {
  return usersOf(world, 'volume', volume.name).flatMap(container =>
    container.mounts
      .filter(mount => mount.volume === volume.name)
      .map(mount => mountPart(container, mount)),
  );
}

function mountPart(container: Container, mount: Mount): Part {
  const target = named(mount.target);
  const mode = mount.readOnly ? l10n.t('read-only') : l10n.t('read and write');
  const spoken = l10n.t('Mounted at {0}, {1}.', target, mode);
  return userPart(container, { description: joined(target, mode), spoken }, mount.target);
}

function tooltip(volume: Volume, world: World): string {
  const created = secondsOf(volume.createdAt);
  const bytes = world.measured(volume.name)?.bytes;
  const users = usersOf(world, 'volume', volume.name).map(({ name }) => shown(name));
  const pairs = (texts: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(texts).map(([name, value]) => shown(value === '' ? name : `${name}=${value}`));
  return paragraphs(
    heading(volume.name),
    lines(
      volume.anonymous ? shown(l10n.t('Anonymous: made without a name')) : '',
      fact(l10n.t('Driver'), shown(volume.driver)),
      fact(l10n.t('Size'), bytes === undefined ? '' : shown(formatSize(bytes))),
      created === undefined
        ? ''
        : fact(l10n.t('Created'), shown(agoWords(world.nowSeconds() - created))),
      fact(l10n.t('Mountpoint'), shown(volume.mountpoint)),
    ),
    facts(l10n.t('Used by'), users),
    facts(l10n.t('Options'), pairs(volume.options)),
    facts(l10n.t('Labels'), pairs(volume.labels)),
  );
}
