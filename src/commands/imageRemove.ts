import { l10n } from 'vscode';
import { imageGroup } from '../docker/imageGroup';
import { formatSize } from '../docker/size';
import { removeImage, removeImageName } from '../engine/imageVerbs';
import type { Image } from '../engine/records';
import type { Found } from '../model/hosts';
import { withoutTag } from '../trees/imageParts';
import { parseGroup, parseRow } from '../trees/rowKey';
import { listed, named } from '../trees/words';
import { pickOne } from '../ui/steps';
import type { App } from './app';
import { type Command, onMany, rowsOf } from './command';
import { type Obstacle, remove } from './removal';
import { imageRemovalWords, tagRemovalWords } from './removalWords';
import { imageUsers, inUseSentence, isActive } from './users';
import { isResourceOrGroup, onWholeRows } from './wholeRows';

export type FoundImage = Found<'image'>;

/** An image with all its names, or only some of them. */
export interface ImageTarget {
  readonly found: FoundImage;
  /** Undefined: all, and the image itself. */
  readonly tags: readonly string[] | undefined;
}

const pickImages = onMany(
  'image',
  {
    nothing: l10n.t('No image is there to remove.'),
    question: l10n.t('Which images should be removed?'),
  },
  (app, targets) => removeTargets(app, targets.map(whole)),
);

/** Rows of images, of single tags, and of groups of a repository or registry, in any mixture. */
export const removeImages: Command = onWholeRows(
  async (app, ...args) => {
    const rows = rowsOf(app, args);
    if (rows.length === 0) return pickImages(app, ...args);
    return removeTargets(app, imageTargets(app, rows));
  },
  undefined,
  row => isResourceOrGroup(row) || tagOf(row) !== undefined,
);

/** What rows name. In a group of a repository an image loses only its tags of that repository. */
export function imageTargets(app: App, rows: readonly string[]): readonly ImageTarget[] {
  const wanted = new Map<string, ImageTarget>();
  for (const row of rows) {
    for (const key of app.views.image.resources([row])) {
      const found = app.hosts.find('image', key);
      if (!found) continue;
      const tags = tagsMeant(app, row, found.record);
      const before = wanted.get(key);
      const isWhole = tags === undefined || (before !== undefined && before.tags === undefined);
      const both = [...new Set([...(before?.tags ?? []), ...(tags ?? [])])];
      const isAll = isWhole || both.length === found.record.tags.length;
      wanted.set(key, { found, tags: isAll ? undefined : both });
    }
  }
  return [...wanted.values()];
}

function tagsMeant(app: App, row: string, image: Image): readonly string[] | undefined {
  const tag = tagOf(row);
  if (tag !== undefined) return [tag];
  const group = parseGroup(row)?.group;
  const { grouping } = app.views.image.choice;
  if (group === undefined || (grouping !== 'repository' && grouping !== 'registry')) {
    return undefined;
  }
  return image.tags.filter(tag => imageGroup(tag)[grouping] === group);
}

/** The tag of a row below its image. */
function tagOf(row: string): string | undefined {
  const part = parseRow(row)?.path.at(-1);
  return part?.startsWith('tag:') ? part.slice('tag:'.length) : undefined;
}

function whole(found: FoundImage): ImageTarget {
  return { found, tags: undefined };
}

async function removeTargets(app: App, all: readonly ImageTarget[]): Promise<void> {
  const [first] = all;
  const isOne = all.length === 1;
  const targets = isOne && first?.tags === undefined && first ? [await allOrOne(first)] : all;
  const onlyTags = targets.length > 0 && targets.every(({ tags }) => tags !== undefined);
  await remove(app, {
    targets,
    words: onlyTags ? tagRemovalWords : imageRemovalWords,
    nameOf: nameOfTarget,
    noteOf: ({ found, tags }) => (tags ? '' : formatSize(found.record.sizeBytes)),
    obstacleOf,
    line: (some, force) => ['image', 'rm', ...(force ? ['--force'] : []), ...some.flatMap(namesOf)],
    run: removeTarget,
  });
}

/** Whether an image with several tags goes whole is asked before it is asked at all. */
async function allOrOne(target: ImageTarget): Promise<ImageTarget> {
  const { tags } = target.found.record;
  if (tags.length < 2) return target;
  const all = {
    label: l10n.t('The image, with all its tags'),
    description: formatSize(target.found.record.sizeBytes),
    target,
  };
  const single = tags.map(tag => ({
    label: named(tag),
    description: l10n.t('only this tag'),
    target: { ...target, tags: [tag] },
  }));
  const title = l10n.t('Remove Image');
  const placeHolder = l10n.t('It has several tags: what should go?');
  return (await pickOne(title, { placeHolder, items: [all, ...single] })).target;
}

async function removeTarget(
  { found, tags }: ImageTarget,
  force: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { engine } = found.host;
  if (tags === undefined) await removeImage(engine, found.record, { force, signal });
  else for (const tag of tags) await removeImageName(engine, tag, { signal });
}

/** A tag alone always goes. The engine keeps an image that runs, even from force. */
function obstacleOf({ found, tags }: ImageTarget): Obstacle | undefined {
  if (tags !== undefined) return undefined;
  const users = imageUsers(found.host, found.record);
  if (users.length === 0) return undefined;
  return { kind: users.some(isActive) ? 'never' : 'force', why: inUseSentence(users) };
}

function nameOfTarget({ found, tags }: ImageTarget): string {
  const { record } = found;
  const shown = tags ?? record.tags.slice(0, 1);
  return named(shown.length > 0 ? listed(shown) : withoutTag(record));
}

function namesOf({ found, tags }: ImageTarget): readonly string[] {
  const names = tags ?? found.record.tags;
  return names.length > 0 ? names : [found.record.id];
}
