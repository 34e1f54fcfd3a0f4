import { l10n } from 'vscode';
import { commandLine } from '../docker/commandLine';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import type { Image } from '../engine/records';
import { withoutTag } from './imageParts';
import type { World } from './kindView';
import { fact, facts, heading, lines, paragraphs, shown } from './markdown';
import { usersOf } from './userPart';
import { agoWords, listed } from './words';

export function imageTooltip(image: Image, world: World): string {
  const details = world.details('image', image.id);
  const names = usersOf(world, 'image', image.id).map(user => user.name);
  const age = agoWords(world.nowSeconds() - image.createdSeconds);
  const command = details ? [...details.entrypoint, ...details.command] : [];
  return paragraphs(
    heading(image.tags[0] ?? withoutTag(image)),
    lines(
      fact(l10n.t('Id'), shown(shortId(image.id))),
      fact(l10n.t('Size'), shown(formatSize(image.sizeBytes))),
      image.createdSeconds > 0 ? fact(l10n.t('Created'), shown(age)) : '',
      details ? fact(l10n.t('Platform'), shown(details.platform)) : '',
      details ? fact(l10n.t('Layers'), String(details.layers)) : '',
      fact(l10n.t('Command'), shown(commandLine(command))),
      details ? fact(l10n.t('Working folder'), shown(details.workingDir)) : '',
      details ? fact(l10n.t('User'), shown(details.user)) : '',
      details ? fact(l10n.t('Ports'), shown(listed(details.exposed))) : '',
      details ? fact(l10n.t('Volumes'), shown(listed(details.volumes))) : '',
    ),
    image.tags.length > 1 ? facts(l10n.t('Tags'), image.tags.map(shown)) : '',
    facts(l10n.t('Used by'), names.map(shown)),
  );
}
