import { l10n } from 'vscode';
import { networkFailure } from '../docker/networkFailure';
import { plain } from '../docker/plainText';
import { EngineError } from '../engine/errors';
import { createNetwork, type NetworkWish } from '../engine/networkVerbs';
import { readInfo } from '../engine/system';
import type { Host } from '../model/host';
import { withProgress } from '../ui/progress';
import { runSteps } from '../ui/steps';
import type { Command } from './command';
import { networkArgs, networkQuestions, newNetworkDraft, toWish } from './networkQuestions';
import { pickHost } from './pickHost';

/** They are there once, and never made. */
const unmakable: readonly string[] = ['host', 'null'];

export const createNetworkFlow: Command = async app => {
  const title = l10n.t('Create Network');
  const host = await pickHost(app, title);
  const drivers = await driversOf(host);
  const draft = newNetworkDraft(drivers);
  await runSteps(title, networkQuestions(draft, host, drivers));
  const wish = toWish(draft);
  app.said.say('network', 'create', ...networkArgs(draft));
  await withProgress(title, (_, signal) => create(host, wish, signal));
};

async function driversOf(host: Host): Promise<readonly string[]> {
  return withProgress(l10n.t('Asking for the drivers'), async (_, signal) => {
    const { plugins, swarm } = await readInfo(host.engine, { signal });
    const isManager = swarm.isManager;
    const usable = plugins.network.filter(
      driver => !unmakable.includes(driver) && (driver !== 'overlay' || isManager),
    );
    return usable.length > 0 ? usable : ['bridge'];
  });
}

async function create(host: Host, wish: NetworkWish, signal: AbortSignal): Promise<void> {
  try {
    await createNetwork(host.engine, wish, { signal });
  } catch (error) {
    const meaning = EngineError.is(error) ? meaningOf(error.message) : undefined;
    if (meaning === undefined) throw error;
    const own = plain((error as Error).message, 500);
    throw new Error(`${meaning} ${own}`, { cause: error });
  }
}

function meaningOf(sentence: string): string | undefined {
  switch (networkFailure(sentence)) {
    case 'poolsUsedUp':
      return l10n.t(
        'The engine has no free subnet left: prune networks, or give a subnet of your own.',
      );
    case 'overlap':
      return l10n.t(
        'The subnet overlaps one that is in use, perhaps of the host itself: choose another.',
      );
    case 'needsSubnet6':
      return l10n.t('This engine has no IPv6 subnets of its own: give one, such as fd00:1::/64.');
    default:
      return undefined;
  }
}
