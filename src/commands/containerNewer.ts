import { l10n, window } from 'vscode';
import { parseReference, type Reference } from '../docker/reference';
import { ifThere } from '../engine/ifThere';
import { inspectImage } from '../engine/images';
import { text } from '../engine/normalise';
import { formatRunSubject } from '../panels/runSubject';
import { imageName, named } from '../trees/words';
import { unlinked } from '../ui/unlinked';
import type { App } from './app';
import { type CommandTable, onOne } from './command';
import type { FoundContainer } from './containerState';
import { pullReference } from './imagePull';

export const containerNewerCommands = {
  'container.recreateNewer': onOne(
    'container',
    {
      where: ({ state }) => state !== 'removing' && state !== 'dead',
      nothing: l10n.t('There is no container.'),
      question: l10n.t('Which container should get the newer image?'),
    },
    recreateNewer,
  ),
} satisfies CommandTable;

/** Pulls what the image's name means by now; where that is another one, shows what it changes. */
async function recreateNewer(app: App, found: FoundContainer): Promise<void> {
  const { host, record } = found;
  const reference = parseReference(record.image);
  if (!reference || reference.digest !== undefined) return tell(pinnedText(found));
  const failure = await pulled(app, found, reference);
  const now = await ifThere(inspectImage(host.engine, record.image));
  if (now && text(now['Id']) !== record.imageId) {
    const { id, name } = record;
    const change = { id, name, newest: true };
    app.panels.run.show(formatRunSubject({ host: host.id, change }));
    return;
  }
  if (failure !== undefined) throw failure;
  tell(l10n.t('"{0}" has the newest "{1}" already.', named(record.name), imageName(record)));
}

/** What kept it from being pulled: an image that is only here may be newer all the same. */
async function pulled(app: App, { host }: FoundContainer, reference: Reference): Promise<unknown> {
  try {
    await pullReference(app, host, reference);
    return undefined;
  } catch (error) {
    return error;
  }
}

function pinnedText({ record }: FoundContainer): string {
  return l10n.t(
    '"{0}" was made of one image by its id or digest, which never means another: choose one in "Change Container…".',
    named(record.name),
  );
}

function tell(sentence: string): void {
  void window.showInformationMessage(unlinked(sentence));
}
