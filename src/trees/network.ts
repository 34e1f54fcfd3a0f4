import { l10n } from 'vscode';
import { composePlace } from '../docker/compose';
import { shortId } from '../docker/shortId';
import type { Network } from '../engine/records';
import { sortText } from './arrangement';
import type { Grouping, KindView, Place, World } from './kindView';
import { fact, facts, heading, lines, paragraphs, shown } from './markdown';
import { memberCount, memberParts, membersOf } from './networkMembers';
import { joined, type Row } from './row';
import { agoWords, listed, named, secondsOf, sentences, useFlags } from './words';

const groupings: Readonly<Record<string, Grouping<Network>>> = {
  none: { title: () => l10n.t('No groups'), groups: () => [] },
  compose: {
    title: () => l10n.t('Compose project'),
    groups: network => [composePlace(network.labels)?.project ?? ''].filter(name => name !== ''),
  },
  driver: { title: () => l10n.t('Driver'), groups: network => [network.driver] },
  scope: { title: () => l10n.t('Scope'), groups: network => [network.scope] },
};

export const networkView: KindView<'network'> = {
  kind: 'network',
  groupings,
  sortings: {
    name: {
      title: () => l10n.t('By name'),
      // One's own first: the predefined three are always there.
      order: network => `${network.predefined ? 1 : 0}${sortText(network.name)}`,
    },
    newest: {
      title: () => l10n.t('Newest first'),
      order: network => secondsOf(network.createdAt) ?? 0,
      descending: true,
    },
    subnet: {
      title: () => l10n.t('By subnet'),
      order: network => sortText(network.subnets[0]?.subnet ?? '~'),
    },
    members: {
      title: () => l10n.t('Most containers first'),
      order: (network, world) => memberCount(network, world) ?? 0,
      descending: true,
    },
  },
  name: network => network.name,
  isMinor: () => false,
  words: network => [
    network.name,
    network.id,
    network.driver,
    network.scope,
    ...network.subnets.map(({ subnet }) => subnet),
    ...Object.entries(network.labels).map(([name, value]) => `${name}=${value}`),
  ],
  row,
  group,
  parts: memberParts,
  tooltip,
  wants: (network, world, where) =>
    where === 'parts' ? membersOf(network, world).map(({ id }) => ({ kind: 'container', id })) : [],
};

function row(network: Network, world: World): Row {
  const members = memberCount(network, world);
  const name = named(network.name);
  const subnets = network.subnets.map(({ subnet }) => named(subnet)).filter(s => s !== '');
  return {
    label: name,
    description: joined(...subnets, ...traits(network), memberWords(members)),
    icon: iconOf(network, members),
    flags: [
      'network',
      ...(network.predefined ? ['predefined'] : ['own']),
      ...useFlags(members),
      // Nobody can be connected to these two later on.
      ...(network.driver === 'host' || network.driver === 'null' ? [] : ['connectable']),
    ].join(' '),
    spoken: sentences(
      network.predefined
        ? l10n.t('Predefined network {0}, driver {1}.', name, named(network.driver))
        : l10n.t('Network {0}, driver {1}.', name, named(network.driver)),
      subnets.length > 0 ? l10n.t('Subnet {0}.', listed(subnets)) : '',
      network.internal ? l10n.t('It is internal: no way out of it.') : '',
      memberSentence(members),
    ),
    children: members ? 'closed' : 'none',
  };
}

function traits(network: Network): readonly string[] {
  return [
    network.driver === network.name ? '' : named(network.driver),
    network.scope === 'local' ? '' : named(network.scope),
    network.predefined ? l10n.t('predefined') : '',
    network.internal ? l10n.t('internal') : '',
    network.attachable ? l10n.t('attachable') : '',
    network.ipv6 ? 'IPv6' : '',
  ];
}

function memberWords(count: number | undefined): string {
  if (!count) return '';
  return count === 1 ? l10n.t('1 container') : l10n.t('{0} containers', count);
}

function memberSentence(count: number | undefined): string {
  if (count === undefined) return '';
  if (count === 0) return l10n.t('No container is in it.');
  return count === 1 ? l10n.t('1 container is in it.') : l10n.t('{0} containers are in it.', count);
}

function iconOf(network: Network, members = 0): Row['icon'] {
  const id = network.predefined ? 'lock' : 'type-hierarchy-sub';
  return members > 0 ? { id, color: 'slipway.inUse' } : { id };
}

function group(name: string, members: readonly Network[], { grouping }: Place): Row {
  const label = named(name);
  const icons: Readonly<Record<string, string>> = { compose: 'layers' };
  return {
    label,
    description: String(members.length),
    icon: { id: icons[grouping] ?? 'list-flat' },
    flags: `networkGroup ${grouping}`,
    spoken: l10n.t('Group {0}, networks: {1}.', label, members.length),
    children: 'open',
  };
}

function tooltip(network: Network, world: World): string {
  const created = secondsOf(network.createdAt);
  const members = membersOf(network, world).map(({ name }) => shown(name));
  const pairs = (texts: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(texts).map(([name, value]) => shown(value === '' ? name : `${name}=${value}`));
  const subnets = network.subnets.map(({ subnet, gateway, range }) =>
    [
      shown(subnet),
      gateway === '' ? '' : shown(l10n.t('gateway {0}', gateway)),
      range === '' ? '' : shown(l10n.t('range {0}', range)),
    ]
      .filter(text => text !== '')
      .join(' · '),
  );
  return paragraphs(
    heading(network.name),
    lines(
      shown(joined(...traits(network))),
      fact(l10n.t('Id'), shown(shortId(network.id))),
      fact(l10n.t('Scope'), shown(network.scope)),
      created === undefined
        ? ''
        : fact(l10n.t('Created'), shown(agoWords(world.nowSeconds() - created))),
    ),
    facts(l10n.t('Subnets'), subnets),
    facts(l10n.t('Containers'), members),
    facts(l10n.t('Options'), pairs(network.options)),
    facts(l10n.t('Labels'), pairs(network.labels)),
  );
}
