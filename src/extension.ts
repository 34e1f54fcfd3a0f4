import * as os from 'node:os';
import * as vscode from 'vscode';
import type { App } from './commands/app';
import { registerCommands } from './commands/command';
import { tellChanges } from './commands/containerChangeEnds';
import { allCommands } from './commands/index';
import { runParts } from './commands/runParts';
import { provideRunTasks } from './commands/runTask';
import { Documents } from './documents/documents';
import { findEndpoint } from './engine/endpoints';
import { FileJournal } from './engine/recreate/fileJournal';
import { Changes } from './model/changes';
import { DetailsCache } from './model/details';
import { Host } from './model/host';
import { Hosts } from './model/hosts';
import { Panels } from './panels/panels';
import { RunBeginnings } from './panels/runBeginnings';
import { Terminals } from './terminals/terminals';
import { createViews } from './trees/views';
import { CommandLog } from './ui/commandLog';
import { logConnections } from './ui/connectionLog';
import { EventLog } from './ui/eventLog';
import { KeptSecrets } from './ui/keptSecrets';
import { RunSecrets } from './ui/runSecrets';
import { SavedRuns } from './ui/savedRuns';
import { setting } from './ui/settings';

/** Builds the parts in order. It runs when a view, a command or a page needs it, not before. */
export function activate(context: vscode.ExtensionContext): App {
  const log = vscode.window.createOutputChannel('Slipway', { log: true });
  const said = new CommandLog();
  const world = {
    env: process.env,
    home: os.homedir(),
    platform: process.platform,
    uid: process.getuid?.(),
  };
  const host = new Host('default', () => findEndpoint(setting('host'), world));
  const hosts = new Hosts([host]);
  hosts.start(); // the engine answers while the views are built
  const details = new DetailsCache(hosts);
  const memory = context.workspaceState;
  const views = createViews(hosts, details, memory);
  const documents = new Documents(hosts);
  const terminals = new Terminals(hosts, said);
  const events = new EventLog(hosts);
  const kept = new KeptSecrets(context.secrets, memory);
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'changes').fsPath;
  const changes = new Changes(hosts, new FileJournal(folder));
  const parts = { ...runParts(terminals, log), changes };
  const runMemory = {
    kept,
    beginnings: new RunBeginnings(),
    saved: new SavedRuns(context.globalStorageUri),
    secrets: new RunSecrets(context.secrets),
    details,
  };
  const panels = new Panels(context.extensionUri, hosts, said, log, parts, runMemory);
  const rest = { changes, said, events, log, memory, runMemory };
  const app = { hosts, details, views, documents, terminals, panels, ...rest };
  context.subscriptions.push(
    log,
    said,
    events,
    hosts,
    ...Object.values(views),
    documents,
    terminals,
    kept,
    panels,
    changes,
    tellChanges(app),
    logConnections(hosts, log),
    registerCommands(app, allCommands),
    provideRunTasks(app),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('slipway.host')) host.restart();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) void host.check();
    }),
  );
  return app;
}
