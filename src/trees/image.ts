import { l10n } from 'vscode';
import { imageGroup } from '../docker/imageGroup';
import { formatSize } from '../docker/size';
import type { Image } from '../engine/records';
import { sortText } from './arrangement';
import { imageParts, withoutTag } from './imageParts';
import { imageTooltip } from './imageTooltip';
import type { Grouping, KindView, Place, World } from './kindView';
import { joined, type Row } from './row';
import {
  agoWords,
  durationWords,
  named,
  sentences,
  useFlags,
  useSentence,
  useWords,
} from './words';

const groupings: Readonly<Record<string, Grouping<Image>>> = {
  repository: {
    title: () => l10n.t('Repository'),
    groups: image => [...new Set(image.tags.map(tag => imageGroup(tag).repository))],
    lone: true,
  },
  registry: {
    title: () => l10n.t('Registry'),
    groups: image => [...new Set(image.tags.map(tag => imageGroup(tag).registry))],
  },
  none: { title: () => l10n.t('No groups'), groups: () => [] },
};

export const imageView: KindView<'image'> = {
  kind: 'image',
  groupings,
  sortings: {
    name: { title: () => l10n.t('By name'), order: sortName },
    newest: {
      title: () => l10n.t('Newest first'),
      order: image => image.createdSeconds,
      descending: true,
    },
    oldest: { title: () => l10n.t('Oldest first'), order: image => image.createdSeconds },
    largest: { title: () => l10n.t('Largest first'), order: i => i.sizeBytes, descending: true },
    smallest: { title: () => l10n.t('Smallest first'), order: image => image.sizeBytes },
  },
  name: sortName,
  isMinor: isDangling,
  words: image => [
    ...image.tags,
    ...image.digests,
    image.id,
    ...Object.entries(image.labels).map(([name, value]) => `${name}=${value}`),
  ],
  row,
  group,
  parts: imageParts,
  tooltip: imageTooltip,
  wants: (image, _, where) => (where === 'tooltip' ? [{ kind: 'image', id: image.id }] : []),
};

export function isDangling({ tags }: Image): boolean {
  return tags.length === 0;
}

/** The platform, where it is not the engine's own. */
export function foreignPlatform(image: Image, world: World): string {
  const platform = world.details('image', image.id)?.platform ?? '';
  if (platform === '' || !world.engine) return '';
  const own = `${world.engine.os}/${world.engine.arch}`;
  return platform === own || platform.startsWith(`${own}/`) ? '' : named(platform);
}

function row(image: Image, world: World, place: Place): Row {
  const users = world.usage.count('image', image.id);
  const label = labelOf(image, place);
  const age = world.nowSeconds() - image.createdSeconds;
  const foreign = foreignPlatform(image, world);
  const isKnown = image.createdSeconds > 0;
  return {
    label,
    description: joined(
      foreign,
      formatSize(image.sizeBytes),
      isKnown ? durationWords(age) : '',
      useWords(users),
    ),
    icon: iconOf(image, users),
    flags: flagsOf(image, users).join(' '),
    spoken: sentences(
      isDangling(image)
        ? l10n.t('Image {0} without a tag, {1}.', label, formatSize(image.sizeBytes))
        : l10n.t('Image {0}, {1}.', label, formatSize(image.sizeBytes)),
      isKnown ? l10n.t('Created {0}.', agoWords(age)) : '',
      useSentence(users),
      foreign ? l10n.t('It is made for the platform {0}.', foreign) : '',
    ),
    children: 'closed',
  };
}

function iconOf(image: Image, users = 0): Row['icon'] {
  if (users > 0) return { id: 'package', color: 'slipway.inUse' };
  return isDangling(image) ? { id: 'package', color: 'disabledForeground' } : { id: 'package' };
}

function flagsOf(image: Image, users: number | undefined): readonly string[] {
  return [
    'image',
    ...(isDangling(image) ? ['dangling'] : ['tagged']),
    ...useFlags(users),
    ...(image.digests.length > 0 ? ['digest'] : []),
  ];
}

/** Below its repository the tags are enough. */
function labelOf(image: Image, { grouping, group, isBelow }: Place): string {
  if (isDangling(image)) return named(withoutTag(image));
  if (grouping === 'repository' && group !== '') {
    const tags = image.tags.map(imageGroup).filter(({ repository }) => repository === group);
    const listed = tags.map(({ tag }) => tag).join(', ');
    return named(isBelow ? listed : `${group}:${listed}`);
  }
  const own =
    grouping === 'registry' && group !== ''
      ? image.tags.filter(tag => imageGroup(tag).registry === group)
      : image.tags;
  return named(own.join(', '));
}

function group(name: string, members: readonly Image[], { grouping }: Place): Row {
  const size = formatSize(members.reduce((sum, image) => sum + image.sizeBytes, 0));
  const label = named(name);
  const isRegistry = grouping === 'registry';
  return {
    label,
    description: String(members.length),
    icon: { id: isRegistry ? 'server' : 'library' },
    flags: `imageGroup ${grouping}`,
    spoken: isRegistry
      ? l10n.t('Registry {0}, images: {1}, together at most {2}.', label, members.length, size)
      : l10n.t('Repository {0}, images: {1}, together at most {2}.', label, members.length, size),
    children: isRegistry ? 'open' : 'closed',
  };
}

/** Those without a name come last. */
function sortName({ tags: [tag], id }: Image): string {
  return tag === undefined ? `~${id}` : sortText(tag);
}
