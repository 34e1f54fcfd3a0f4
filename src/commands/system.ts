import * as vscode from 'vscode';
import { plain } from '../docker/plainText';
import { formatSize } from '../docker/size';
import { pruneBuildCache, readBuildCache } from '../engine/system';
import type { Host } from '../model/host';
import { confirm } from '../ui/confirm';
import { withProgress } from '../ui/progress';
import type { App } from './app';
import type { CommandTable } from './command';

export const systemCommands = {
  'system.info': (app, id) => {
    app.said.say('info');
    app.panels.system.show(hostOf(app, id).id);
  },
  'system.events': app => {
    app.said.say('events', '--since', '1h');
    return app.events.show();
  },
  'system.commands': app => app.said.show(),
  'system.log': app => app.log.show(true),
  'system.reconnect': async app => {
    for (const host of app.hosts.all) {
      await withProgress(vscode.l10n.t('Connecting to the Docker engine'), () => reconnect(host));
      const { about, endpoint } = host.engine;
      const engine = `${about.product} ${plain(about.version)}`;
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Connected to {0} at {1}.', engine, plain(endpoint.url)),
      );
    }
  },
  'system.pruneBuildCache': (app, id) => pruneCache(app, hostOf(app, id)),
} satisfies CommandTable;

/** The host that a page or a row names; without one, the only one. */
function hostOf(app: App, id: unknown): Host {
  const host = (typeof id === 'string' ? app.hosts.get(id) : undefined) ?? app.hosts.all[0];
  if (!host) throw new Error('there is no host');
  return host;
}

async function reconnect(host: Host): Promise<void> {
  await host.check();
  await host.connected();
}

/** True where something was removed. */
async function pruneCache(app: App, host: Host): Promise<boolean> {
  const engine = await host.connected();
  const cache = await withProgress(vscode.l10n.t('Measuring the build cache'), (_, signal) =>
    readBuildCache(engine, { signal }),
  );
  const unused = cache.count - cache.inUse;
  if (unused === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no build cache to remove.'));
    return false;
  }
  const sure = await confirm({
    question: vscode.l10n.t('Remove the build cache ({0})?', formatSize(cache.reclaimableBytes)),
    detail: vscode.l10n.t(
      'Entries: {0}. The next builds take longer, as they do all steps anew.',
      unused,
    ),
    action: vscode.l10n.t('Remove'),
  });
  if (!sure) return false;
  app.said.say('builder', 'prune', '--all');
  const freed = await withProgress(vscode.l10n.t('Removing the build cache'), (_, signal) =>
    pruneBuildCache(engine, { signal }),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t('Freed {0}.', formatSize(freed)));
  return true;
}
