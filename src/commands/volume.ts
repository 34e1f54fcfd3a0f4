import { l10n } from 'vscode';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import { removeVolume } from '../engine/volumeVerbs';
import type { Found } from '../model/hosts';
import { named } from '../trees/words';
import type { App } from './app';
import { type CommandTable, onMany, onOne } from './command';
import { pruneVolumes } from './prune';
import { type Obstacle, remove } from './removal';
import { volumeRemovalWords } from './removalWords';
import { inUseSentence, volumeUsers } from './users';
import { createVolumeFlow } from './volumeCreate';
import { onWholeRows } from './wholeRows';

type FoundVolume = Found<'volume'>;

const nothing = l10n.t('No volume is there.');

export const volumeCommands = {
  'volume.create': createVolumeFlow,
  'volume.inspect': onOne(
    'volume',
    { nothing, question: l10n.t('Which volume?') },
    (app, { key }) => app.documents.inspect(key),
  ),
  'volume.remove': onWholeRows(
    onMany(
      'volume',
      { nothing, question: l10n.t('Which volumes should be removed?') },
      removeVolumes,
    ),
  ),
  'volume.prune': pruneVolumes,
} satisfies CommandTable;

async function removeVolumes(app: App, targets: readonly FoundVolume[]): Promise<void> {
  await remove(app, {
    targets,
    words: volumeRemovalWords,
    nameOf: ({ record }) => named(record.anonymous ? shortId(record.name) : record.name),
    noteOf: ({ host, record }) => {
      const bytes = app.views.measured.get(host.id, record.name)?.bytes;
      return bytes === undefined ? '' : formatSize(bytes);
    },
    obstacleOf,
    line: some => ['volume', 'rm', ...some.map(({ record }) => record.name)],
    run: ({ host, record }, _, signal) => removeVolume(host.engine, record.name, { signal }),
  });
}

/** The engine keeps it as long as any container mounts it, even from force. */
function obstacleOf({ host, record }: FoundVolume): Obstacle | undefined {
  const users = volumeUsers(host, record.name);
  return users.length === 0 ? undefined : { kind: 'never', why: inUseSentence(users) };
}
