import { l10n } from 'vscode';
import { disconnectContainer, removeNetwork } from '../engine/networkVerbs';
import type { Found } from '../model/hosts';
import { named } from '../trees/words';
import type { App } from './app';
import { type CommandTable, onMany, onOne } from './command';
import { connectCommand } from './networkConnect';
import { createNetworkFlow } from './networkCreate';
import { disconnectCommand, disconnectRows } from './networkDisconnect';
import { pruneNetworks } from './prune';
import { type Obstacle, remove } from './removal';
import { networkRemovalWords } from './removalWords';
import { inUseSentence, isActive, networkMembers } from './users';
import { onWholeRows } from './wholeRows';

type FoundNetwork = Found<'network'>;

export const networkCommands = {
  'network.create': createNetworkFlow,
  'network.connect': connectCommand,
  'network.disconnect': disconnectCommand,
  'network.inspect': onOne(
    'network',
    { nothing: l10n.t('No network is there.'), question: l10n.t('Which network?') },
    (app, { key }) => app.documents.inspect(key),
  ),
  'network.remove': onWholeRows(
    onMany(
      'network',
      {
        where: ({ predefined }) => !predefined,
        nothing: l10n.t('No network of your own is there: the engine keeps bridge, host and none.'),
        question: l10n.t('Which networks should be removed?'),
      },
      removeNetworks,
    ),
    disconnectRows,
  ),
  'network.prune': pruneNetworks,
} satisfies CommandTable;

async function removeNetworks(app: App, targets: readonly FoundNetwork[]): Promise<void> {
  await remove(app, {
    targets,
    words: networkRemovalWords,
    nameOf: ({ record }) => named(record.name),
    noteOf: ({ record }) => record.subnets.map(({ subnet }) => named(subnet)).join(', '),
    obstacleOf,
    line: some => ['network', 'rm', ...some.map(({ record }) => record.name)],
    run: async ({ host, record }, force, signal) => {
      for (const member of force ? networkMembers(host, record).filter(isActive) : []) {
        app.said.say('network', 'disconnect', record.name, member.name);
        await disconnectContainer(host.engine, record.id, member.id, { signal });
      }
      await removeNetwork(host.engine, record.id, { signal });
    },
  });
}

/** The engine refuses while running containers are in it; stopped ones it does not mind. */
function obstacleOf({ host, record }: FoundNetwork): Obstacle | undefined {
  const members = networkMembers(host, record).filter(isActive);
  return members.length === 0 ? undefined : { kind: 'force', why: inUseSentence(members) };
}
