import { l10n } from 'vscode';
import { browserUrl } from '../docker/browserUrl';
import { composePlace } from '../docker/compose';
import { formatPublished, type PublishedPort } from '../docker/ports';
import type { Container } from '../engine/records';
import { stateWord } from '../ui/stateWord';
import { sortText } from './arrangement';
import { changeNote, changeOf, changeSentence } from './containerChange';
import { containerIcon, containerNote } from './containerLook';
import { containerParts } from './containerParts';
import { containerTooltip } from './containerTooltip';
import type { Grouping, KindView, Place, World } from './kindView';
import { joined, type Row } from './row';
import { imageName, listed, named, sentences, statusWords } from './words';

/** A row has room for few; the tooltip and the rows below tell all. */
const portsShown = 3;

const stateOrder: readonly string[] = [
  'running',
  'restarting',
  'paused',
  'created',
  'exited',
  'dead',
  'removing',
  'unknown',
];

const groupings: Readonly<Record<string, Grouping<Container>>> = {
  compose: {
    title: () => l10n.t('Compose project'),
    groups: c => some(composePlace(c.labels)?.project),
  },
  image: { title: () => l10n.t('Image'), groups: c => [imageName(c)] },
  network: {
    title: () => l10n.t('Network'),
    groups: c => c.networks.map(place => place.network),
  },
  state: {
    title: () => l10n.t('State'),
    groups: c => [c.state],
    order: state => stateOrder.indexOf(state),
  },
  label: {
    title: () => l10n.t('Label…'),
    groups: (c, _, label) => some(c.labels[label]),
    byLabel: true,
  },
  none: { title: () => l10n.t('No groups'), groups: () => [] },
};

export const containerView: KindView<'container'> = {
  kind: 'container',
  groupings,
  sortings: {
    newest: { title: () => l10n.t('Newest first'), order: c => c.createdSeconds, descending: true },
    oldest: { title: () => l10n.t('Oldest first'), order: c => c.createdSeconds },
    name: { title: () => l10n.t('By name'), order: c => sortText(c.name) },
    state: {
      title: () => l10n.t('Running ones first'),
      order: c => stateOrder.indexOf(c.state),
    },
  },
  name: c => c.name,
  isMinor: () => false,
  words: c => [
    c.name,
    c.image,
    c.id,
    c.state,
    c.health,
    c.command,
    ...c.networks.flatMap(place => [place.network, place.ipv4]),
    ...c.ports.map(formatPublished),
    ...c.mounts.flatMap(mount => [mount.volume, mount.target]),
    ...Object.entries(c.labels).map(([name, value]) => `${name}=${value}`),
  ],
  row,
  group,
  parts: containerParts,
  tooltip: containerTooltip,
  wants: c => [{ kind: 'container', id: c.id }],
};

function row(c: Container, { usage }: World, { grouping }: Place): Row {
  const image = imageName(c);
  const change = changeOf(c, usage);
  const shown = grouping === 'image' ? '' : image;
  return {
    label: named(c.name),
    description: joined(changeNote(change), containerNote(c), shown, portsWords(c.ports)),
    icon: containerIcon(c),
    flags: [...flagsOf(c), change].filter(flag => flag !== '').join(' '),
    spoken: sentences(
      l10n.t('Container {0}, {1}, from the image {2}.', named(c.name), statusWords(c), image),
      c.ports.length > 0
        ? l10n.t('Published ports: {0}.', listed(c.ports.map(formatPublished)))
        : '',
      changeSentence(change),
    ),
    children: 'closed',
  };
}

/** What menus ask for, besides the kind. */
function flagsOf(c: Container): readonly string[] {
  const canBrowse = c.state === 'running' && c.ports.some(port => browserUrl(port));
  return [
    'container',
    c.state,
    ...(c.health === 'none' ? [] : [c.health]),
    ...(canBrowse ? ['browsable'] : []),
  ];
}

function portsWords(ports: readonly PublishedPort[]): string {
  const shown = ports.slice(0, portsShown).map(formatPublished);
  const rest = ports.length - shown.length;
  return [...shown, ...(rest > 0 ? [`+${rest}`] : [])].join(' ');
}

function group(name: string, members: readonly Container[], { grouping }: Place): Row {
  const running = members.filter(c => c.state === 'running').length;
  const states = [...new Set(members.map(c => c.state))];
  const label = grouping === 'state' ? stateWord(members[0]?.state ?? 'unknown') : named(name);
  const counted =
    grouping === 'state'
      ? String(members.length)
      : l10n.t('{0} of {1} running', running, members.length);
  const icons: Readonly<Record<string, string>> = {
    compose: 'layers',
    image: 'package',
    network: 'type-hierarchy-sub',
    state: 'list-flat',
    label: 'tag',
  };
  return {
    label,
    description: counted,
    icon: { id: icons[grouping] ?? 'layers' },
    flags: ['containerGroup', grouping, ...states].join(' '),
    spoken: l10n.t('Group {0}, running containers: {1} of {2}.', label, running, members.length),
    children: 'open',
  };
}

function some(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : [text];
}
