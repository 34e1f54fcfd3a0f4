import type * as vscode from 'vscode';
import type { Hosts } from '../model/hosts';
import type { RunProtocol } from '../protocol/run';
import type { SystemProtocol } from '../protocol/system';
import type { CommandLog } from '../ui/commandLog';
import { PagePanels } from './panel';
import { runPage } from './run';
import type { FormParts, RunMemory } from './runParts';
import { systemPage } from './system';

/** Every page that can be opened. */
export class Panels implements vscode.Disposable {
  /** By the id of a host. */
  readonly system: PagePanels<SystemProtocol>;
  /** By what `formatRunSubject` gives. */
  readonly run: PagePanels<RunProtocol>;

  constructor(
    extensionUri: vscode.Uri,
    hosts: Hosts,
    said: CommandLog,
    log: vscode.LogOutputChannel,
    runParts: FormParts,
    runMemory: RunMemory,
  ) {
    this.system = new PagePanels(systemPage(hosts, said), extensionUri, log);
    this.run = new PagePanels(runPage(hosts, said, runParts, runMemory), extensionUri, log);
  }

  dispose(): void {
    this.system.dispose();
    this.run.dispose();
  }
}
