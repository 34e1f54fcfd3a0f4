import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { familiarReference, parseReference, withDefaultTag } from '../docker/reference';
import { validateTagTarget } from '../docker/validateReference';
import { tagImage } from '../engine/imageVerbs';
import { parseRow } from '../trees/rowKey';
import { named } from '../trees/words';
import { askText } from '../ui/askText';
import { confirm } from '../ui/confirm';
import { pickOne } from '../ui/steps';
import type { App } from './app';
import { type Command, type CommandTable, onMany, onOne, rowsOf } from './command';
import { imageRunFormCommands } from './containerRunForm';
import { imageRunQuickCommands } from './containerRunQuick';
import { loadImagesFrom, saveImagesTo } from './imageFiles';
import { showHistory } from './imageHistory';
import { pullByName, pullRows } from './imagePull';
import { type FoundImage, removeImages } from './imageRemove';
import { pruneImages } from './prune';

const nothing = l10n.t('No image is there.');
const rule = { nothing, question: l10n.t('Which image?') };

export const imageCommands = {
  ...imageRunFormCommands,
  ...imageRunQuickCommands,
  'image.pull': pullByName,
  'image.pullAgain': pullRows,
  'image.tag': onOne('image', { nothing, question: l10n.t('Which image gets another tag?') }, tag),
  'image.remove': removeImages,
  'image.inspect': onOne('image', rule, (app, { key }) => app.documents.inspect(key)),
  'image.history': onOne('image', rule, showHistory),
  'image.save': onMany(
    'image',
    { nothing, question: l10n.t('Which images should be saved into a file?') },
    saveImagesTo,
  ),
  'image.load': loadImagesFrom,
  'image.prune': pruneImages,
  'image.copyTag': copying('tag', ({ tags }) => tags, l10n.t('This image has no tag.')),
  'image.copyDigest': copying(
    'digest',
    ({ digests }) => digests,
    l10n.t('This image has no digest: it was neither pulled nor pushed.'),
  ),
} satisfies CommandTable;

async function tag(app: App, { host, record }: FoundImage): Promise<void> {
  const [first = ''] = record.tags;
  const typed = await askText({
    title: l10n.t('Tag the image {0}', named(first || record.id)),
    prompt: l10n.t('Another name for it; without a tag it gets "latest".'),
    value: first,
    placeHolder: 'ghcr.io/owner/app:2.0',
    required: true,
    validate: text => validateTagTarget(text.trim()),
  });
  const target = parseReference(typed.trim());
  if (!target) return;
  const name = familiarReference(withDefaultTag(target));
  if (record.tags.includes(name)) return;
  const other = host.store.all('image').find(image => image.tags.includes(name));
  const question = l10n.t('"{0}" names another image. Should it name this one?', named(name));
  const detail = l10n.t('The other image keeps its other tags; without any it stays nameless.');
  const action = l10n.t('Move Tag');
  if (other && !(await confirm({ question, detail, action }))) return;
  app.said.say('image', 'tag', first || record.id, name);
  await tagImage(host.engine, record.id, target);
}

/** A row of a single tag or digest gives that one; an image with several lets the user pick. */
function copying(
  word: 'tag' | 'digest',
  textsOf: (image: FoundImage['record']) => readonly string[],
  none: string,
): Command {
  const choose = onOne(
    'image',
    {
      where: image => textsOf(image).length > 0,
      nothing: none,
      question: l10n.t('Of which image?'),
    },
    async (_, { record }) => {
      const items = textsOf(record).map(text => ({ label: named(text), text }));
      const [only] = items;
      const title = word === 'tag' ? l10n.t('Copy Tag') : l10n.t('Copy Digest');
      const placeHolder = l10n.t('Which one?');
      const picked =
        items.length === 1 && only ? only : await pickOne(title, { placeHolder, items });
      await copy(picked.text);
    },
  );
  return async (app, ...args) => {
    const parts = rowsOf(app, args).map(row => parseRow(row)?.path.at(-1) ?? '');
    const texts = parts.filter(part => part.startsWith(`${word}:`));
    if (texts.length === 0) return choose(app, ...args);
    return copy(texts.map(part => part.slice(word.length + 1)).join('\n'));
  };
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(l10n.t('$(check) Copied'), 2000);
}
