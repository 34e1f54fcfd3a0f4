import type * as vscode from 'vscode';
import type { Hosts } from '../model/hosts';
import type { SystemProtocol } from '../protocol/system';
import type { CommandLog } from '../ui/commandLog';
import { PagePanels } from './panel';
import { systemPage } from './system';

/** Every page that can be opened. */
export class Panels implements vscode.Disposable {
  /** By the id of a host. */
  readonly system: PagePanels<SystemProtocol>;

  constructor(
    extensionUri: vscode.Uri,
    hosts: Hosts,
    said: CommandLog,
    log: vscode.LogOutputChannel,
  ) {
    this.system = new PagePanels(systemPage(hosts, said), extensionUri, log);
  }

  dispose(): void {
    this.system.dispose();
  }
}
