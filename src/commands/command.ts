import * as vscode from 'vscode';
import { EngineError } from '../engine/errors';
import { type Kind, kinds } from '../engine/records';
import type { Found } from '../model/hosts';
import { untilLoaded } from '../model/untilLoaded';
import { statusWords } from '../trees/words';
import { pickResources } from '../ui/pickResources';
import { withProgress } from '../ui/progress';
import { showError } from '../ui/showError';
import type { App } from './app';

/** The editor gives the row that was clicked and all that are selected; the palette gives nothing. */
export type Command = (app: App, ...args: readonly unknown[]) => unknown;
export type CommandTable = Readonly<Record<string, Command>>;

/** In front of every command's name. */
export const prefix = 'slipway.';

export interface Rule<K extends Kind> {
  /** Those it makes sense for; offered when picking, and kept of what was selected. */
  readonly where?: (record: Found<K>['record']) => boolean;
  /** Said when there is none. */
  readonly nothing: string;
  /** The question when it comes from the palette. */
  readonly question: string;
}

/** A command on one resource: the row clicked, else the selection, else one that is picked. */
export function onOne<K extends Kind>(
  kind: K,
  rule: Rule<K>,
  run: (app: App, target: Found<K>) => unknown,
): Command {
  return async (app, ...args) => {
    const [target] = await targets(app, kind, rule, args, false);
    if (target) await run(app, target);
  };
}

/** A command on all that are selected, or on those that are picked. */
export function onMany<K extends Kind>(
  kind: K,
  rule: Rule<K>,
  run: (app: App, targets: readonly Found<K>[]) => unknown,
): Command {
  return async (app, ...args) => {
    const found = await targets(app, kind, rule, args, true);
    if (found.length > 0) await run(app, found);
  };
}

async function targets<K extends Kind>(
  app: App,
  kind: K,
  rule: Rule<K>,
  args: readonly unknown[],
  many: boolean,
): Promise<readonly Found<K>[]> {
  const { where = () => true } = rule;
  const rows = rowsOf(app, args);
  if (rows.length > 0) {
    const found = app.views[kind]
      .resources(rows)
      .map(key => app.hosts.find(kind, key))
      .filter(target => target !== undefined)
      .filter(target => where(target.record));
    if (found.length === 0) void vscode.window.showInformationMessage(rule.nothing);
    return many ? found : found.slice(0, 1);
  }
  await allLoaded(app, kind);
  const offered = app.hosts.list(kind).filter(({ record }) => where(record));
  if (offered.length === 0) {
    void vscode.window.showInformationMessage(rule.nothing);
    return [];
  }
  return pickResources(kind, offered, rule.question, many, found => detailOf(app, found.key));
}

/** Connects, and waits for what the list of a kind is not complete without. */
export async function allLoaded(app: App, kind: Kind): Promise<void> {
  const { all } = app.hosts;
  await withProgress(vscode.l10n.t('Asking the Docker engine'), async (_, signal) => {
    await Promise.all(all.map(host => host.connected()));
    await Promise.all(all.map(host => untilLoaded(host, kind, signal)));
  });
}

function detailOf(app: App, key: string): string | undefined {
  const container = app.hosts.find('container', key);
  return container && statusWords(container.record);
}

/**
 * The rows meant: clicked and selected ones, or the selection of the view that a key binding names.
 *
 * Bindings for a single row ask for the focused one by `$treeViewId` and `$focusedTreeItem`: the
 * arrow keys move the focus alone, and no API tells it. The editor hands that row since 1.71, but
 * documents it nowhere: one that does not know these names hands the binding's words as they are.
 */
export function rowsOf(app: App, args: readonly unknown[]): readonly string[] {
  const [clicked, selected] = args;
  if (typeof clicked === 'string') {
    const all = Array.isArray(selected) ? selected.filter(row => typeof row === 'string') : [];
    return all.includes(clicked) ? all : [clicked];
  }
  const { selection } = (clicked ?? {}) as { selection?: unknown };
  const kind = kinds.find(kind => kind === selection);
  return kind ? app.views[kind].selection : [];
}

/** Registers every command of the table, and shows what each of them throws, once. */
export function registerCommands(app: App, table: CommandTable): vscode.Disposable {
  const registered = Object.entries(table).map(([name, command]) =>
    vscode.commands.registerCommand(prefix + name, async (...args: unknown[]) => {
      try {
        return await command(app, ...args);
      } catch (error) {
        if (error instanceof vscode.CancellationError || EngineError.is(error, 'cancelled')) {
          return undefined;
        }
        app.log.error(
          `${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
        );
        // Calls that fail are told by the transport. A host that is away is not even called, and a
        // stream may break alone: whoever acts wants that looked at now, not when the wait is over.
        if (EngineError.is(error, 'timeout', 'unreachable', 'absent')) {
          for (const host of app.hosts.all) void host.check();
        }
        showError(error, app.log);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
