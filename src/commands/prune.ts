import { l10n, window } from 'vscode';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import type { Engine } from '../engine/connection';
import { removeImage } from '../engine/imageVerbs';
import { removeNetwork } from '../engine/networkVerbs';
import {
  findUnusedImages,
  findUnusedNetworks,
  findUnusedVolumes,
  type UnusedImage,
  type UnusedNetwork,
  type UnusedVolume,
} from '../engine/prune';
import { removeVolume } from '../engine/volumeVerbs';
import type { Host } from '../model/host';
import { withoutTag } from '../trees/imageParts';
import { agoWords, listed, named, secondsOf } from '../trees/words';
import { pickLabel } from '../ui/pickLabel';
import { pickSome, type SomeItem } from '../ui/pickSome';
import { withProgress } from '../ui/progress';
import { eachOf, type SummaryWords, summary } from '../ui/summary';
import type { App } from './app';
import type { Command } from './command';
import { imageRemovalWords, networkRemovalWords, volumeRemovalWords } from './removalWords';
import { shortened } from './users';

/** How the unused of one kind are found, shown and removed. */
interface Pruning<T> {
  readonly title: string;
  readonly searching: string;
  readonly nothing: string;
  readonly placeHolder: string;
  readonly words: SummaryWords & { readonly title: string };
  readonly find: (engine: Engine, options: { signal: AbortSignal }) => Promise<readonly T[]>;
  readonly item: (unused: T) => Shown;
  readonly line: (unused: readonly T[]) => readonly string[];
  readonly remove: (
    engine: Engine,
    unused: T,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;
}

interface Shown extends Omit<SomeItem<unknown>, 'target'> {
  readonly sizeBytes?: number | undefined;
}

/**
 * As `docker … prune`, but each is seen before with its size, and exactly those that are picked
 * go. The list is the question: it is not asked again.
 */
function pruning<T>(how: Pruning<T>): Command {
  return async app => {
    const found: { readonly host: Host; readonly unused: T }[] = [];
    await withProgress(how.searching, async (_, signal) => {
      for (const host of app.hosts.all) {
        const engine = await host.connected();
        for (const unused of await how.find(engine, { signal })) found.push({ host, unused });
      }
    });
    if (found.length === 0) {
      void window.showInformationMessage(how.nothing);
      return;
    }
    const items = found.map(target => ({ ...how.item(target.unused), target }));
    // What is picked at first stands first, the largest before the others.
    const weight = (item: Shown): number => (item.picked ? 1e18 : 0) + (item.sizeBytes ?? 0);
    items.sort((a, b) => weight(b) - weight(a) || a.label.localeCompare(b.label));
    const { title, placeHolder } = how;
    const picked = await pickSome({ title, placeHolder, items });
    if (picked.length > 0) await removePicked(app, how, picked);
  };
}

async function removePicked<T>(
  app: App,
  { line, remove, item, words }: Pruning<T>,
  picked: readonly { readonly host: Host; readonly unused: T }[],
): Promise<void> {
  app.said.say(...line(picked.map(({ unused }) => unused)));
  const outcome = await eachOf(
    words.title,
    picked,
    ({ unused }) => item(unused).label,
    ({ host, unused }, signal) => remove(host.engine, unused, { signal }),
  );
  summary(words, outcome, app.log);
}

const sizeOf = (sizeBytes: number | undefined): string =>
  sizeBytes === undefined ? l10n.t('size not known') : formatSize(sizeBytes);

const joined = (...texts: readonly string[]): string =>
  texts.filter(text => text !== '').join(' · ');

function ageOf(createdSeconds: number | undefined): string {
  return createdSeconds ? l10n.t('created {0}', agoWords(Date.now() / 1000 - createdSeconds)) : '';
}

export const pruneImages = pruning<UnusedImage>({
  title: l10n.t('Remove unused images'),
  searching: l10n.t('Searching for unused images'),
  nothing: l10n.t('Every image is used by a container: there is nothing to prune.'),
  placeHolder: l10n.t('Those without a name are picked; pick others too, or take some out.'),
  words: imageRemovalWords,
  find: findUnusedImages,
  item: ({ image, sizeBytes, dangling }) => ({
    label: named(image.tags.length > 0 ? listed(image.tags) : withoutTag(image)),
    description: joined(sizeOf(sizeBytes), dangling ? l10n.t('dangling') : ''),
    detail: ageOf(image.createdSeconds),
    sizeBytes,
    picked: dangling,
  }),
  line: unused => [
    'image',
    'rm',
    ...unused.flatMap(({ image }) => (image.tags.length > 0 ? image.tags : [image.id])),
  ],
  remove: (engine, { image }, options) => removeImage(engine, image, options),
});

export const pruneVolumes = pruning<UnusedVolume>({
  title: l10n.t('Remove unused volumes, with all that is in them'),
  searching: l10n.t('Searching for unused volumes'),
  nothing: l10n.t('Every volume is used by a container: there is nothing to prune.'),
  placeHolder: l10n.t(
    'The anonymous ones are picked. Pick one with a name only if you know its data can go.',
  ),
  words: volumeRemovalWords,
  find: findUnusedVolumes,
  item: ({ volume, sizeBytes }) => ({
    label: named(volume.anonymous ? shortId(volume.name) : volume.name),
    description: joined(sizeOf(sizeBytes), volume.anonymous ? l10n.t('anonymous') : ''),
    detail: joined(
      ageOf(secondsOf(volume.createdAt)),
      volume.driver === 'local' ? '' : named(volume.driver),
    ),
    sizeBytes,
    picked: volume.anonymous,
  }),
  line: unused => ['volume', 'rm', ...unused.map(({ volume }) => volume.name)],
  remove: (engine, { volume }, options) => removeVolume(engine, volume.name, options),
});

export const pruneNetworks = pruning<UnusedNetwork>({
  title: l10n.t('Remove unused networks'),
  searching: l10n.t('Searching for unused networks'),
  nothing: l10n.t('Every network of your own is used: there is nothing to prune.'),
  placeHolder: l10n.t('Those that no container wants are picked; take out what should stay.'),
  words: networkRemovalWords,
  find: findUnusedNetworks,
  item: ({ network, wantedBy }) => ({
    label: pickLabel(network.name),
    description: joined(
      named(network.driver),
      ...network.subnets.map(({ subnet }) => named(subnet)),
    ),
    detail:
      wantedBy.length > 0
        ? l10n.t(
            'Stopped containers want it, and will not start without it: {0}',
            shortened(wantedBy.map(named)),
          )
        : ageOf(secondsOf(network.createdAt)),
    picked: wantedBy.length === 0,
  }),
  line: unused => ['network', 'rm', ...unused.map(({ network }) => network.name)],
  remove: (engine, { network }, options) => removeNetwork(engine, network.id, options),
});
