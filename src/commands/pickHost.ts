import { l10n } from 'vscode';
import type { Host } from '../model/host';
import { named } from '../trees/words';
import { pickOne } from '../ui/steps';
import type { App } from './app';

/**
 * The connected host for what belongs to no resource yet; asks only where there are several.
 *
 * @throws {EngineError} why it is not connected
 * @throws {vscode.CancellationError} where the question was dismissed
 */
export async function pickHost(app: App, title: string): Promise<Host> {
  const { all } = app.hosts;
  const items = all.map(host => ({ label: named(host.id), host }));
  const [only] = items;
  const picked =
    items.length === 1 && only
      ? only
      : await pickOne(title, { placeHolder: l10n.t('On which engine?'), items });
  await picked.host.connected();
  return picked.host;
}
