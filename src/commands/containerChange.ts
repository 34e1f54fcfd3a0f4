import { l10n } from 'vscode';
import { formatRunSubject } from '../panels/runSubject';
import { type CommandTable, onOne } from './command';
import { containerChangeEndCommands } from './containerChangeEnds';

const rule = {
  where: ({ state }: { readonly state: string }) => state !== 'removing' && state !== 'dead',
  nothing: l10n.t('There is no container.'),
};

export const containerChangeCommands = {
  'container.change': onOne(
    'container',
    { ...rule, question: l10n.t('Which container should be changed?') },
    (app, { host, record: { id, name } }) =>
      app.panels.run.show(formatRunSubject({ host: host.id, change: { id, name, newest: false } })),
  ),
  'container.duplicate': onOne(
    'container',
    { ...rule, question: l10n.t('Like which container?') },
    (app, { host, record }) =>
      app.panels.run.show(formatRunSubject({ host: host.id, like: record.id })),
  ),
  ...containerChangeEndCommands,
} satisfies CommandTable;
