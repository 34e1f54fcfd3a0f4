import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import { familiarReference, parseReference, withDefaultTag } from '../docker/reference';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import { validateImage } from '../docker/validateReference';
import type { Image } from '../engine/records';
import type { Host } from '../model/host';
import { untilLoaded } from '../model/untilLoaded';
import { named } from '../trees/words';
import { problemText } from '../ui/problems';
import { withProgress } from '../ui/progress';
import type { Asker } from '../ui/steps';

export interface ImageItem extends vscode.QuickPickItem {
  /** As `docker run` takes it. */
  readonly reference: string;
  /** Where it is on this engine. */
  readonly image: Image | undefined;
}

/** Asks for an image that is here, or for any name. */
export async function askImage(ask: Asker, host: Host, current: string): Promise<ImageItem> {
  await withProgress(l10n.t('Asking the Docker engine'), (_, signal) =>
    untilLoaded(host, 'image', signal),
  );
  const items = imageItems(host.store.all('image'));
  return ask.pick({
    placeHolder:
      items.length === 0
        ? l10n.t('No image is here yet: type the name of one to pull, such as nginx:1.27')
        : l10n.t('Which image? Type a name to pull one that is not here.'),
    items,
    active: items.find(({ reference }) => reference === current),
    typed: text => typedItem(text, items),
    refuse: ({ reference, image }) => {
      const wrong = image ? undefined : validateImage(reference);
      return wrong && problemText(wrong);
    },
  });
}

/** The name by which an image is run; its id where it has none. */
export function runnableName({ tags, id }: Image): string {
  return tags[0] ?? id;
}

function imageItems(images: readonly Image[]): readonly ImageItem[] {
  return images
    .flatMap(image => {
      const description = formatSize(image.sizeBytes);
      if (image.tags.length === 0) {
        return [{ label: shortId(image.id), description, reference: image.id, image }];
      }
      return image.tags.map(tag => ({ label: named(tag), description, reference: tag, image }));
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

function typedItem(text: string, items: readonly ImageItem[]): ImageItem | undefined {
  const wanted = text.trim();
  const reference = parseReference(wanted);
  const full = reference && familiarReference(withDefaultTag(reference));
  if (wanted === '' || items.some(i => i.reference === wanted || i.reference === full)) {
    return undefined;
  }
  const wrong = validateImage(wanted);
  return {
    label: wrong ? l10n.t('$(error) Pull another') : l10n.t('$(cloud-download) Pull another'),
    description: wrong ? problemText(wrong) : named(wanted),
    reference: wanted,
    image: undefined,
  };
}
