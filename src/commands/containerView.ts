import { l10n } from 'vscode';
import { type CommandTable, onMany, onOne, type Rule } from './command';
import { askLogs } from './logsQuestions';
import { askShell } from './shellQuestions';

const any: Rule<'container'> = {
  nothing: l10n.t('There are no containers.'),
  question: l10n.t('Which container?'),
};

const running: Rule<'container'> = {
  where: ({ state }) => state === 'running',
  nothing: l10n.t('No container is running.'),
  question: l10n.t('In which container?'),
};

/** What one looks at of a container, or talks to. */
export const containerViewCommands = {
  'container.shell': onOne('container', running, (app, { key }) => {
    app.terminals.shell(key);
  }),
  'container.shellAs': onOne('container', running, async (app, found) => {
    app.terminals.shell(found.key, await askShell(found));
  }),
  'container.attach': onOne('container', running, (app, { key }) => {
    app.terminals.attach(key);
  }),
  'container.logs': onMany('container', any, (app, containers) => {
    for (const { key } of containers) app.terminals.logs(key);
  }),
  'container.logsWith': onOne('container', any, async (app, { key }) => {
    app.terminals.logs(key, await askLogs());
  }),
  'container.logsDocument': onMany('container', any, async (app, containers) => {
    for (const { key, record } of containers) {
      app.said.say('logs', '--tail', '10000', record.name);
      await app.documents.logs(key);
    }
  }),
  'container.inspect': onMany('container', any, async (app, containers) => {
    app.said.say('inspect', ...containers.map(({ record }) => record.name));
    for (const { key } of containers) await app.documents.inspect(key);
  }),
} satisfies CommandTable;
