import type * as vscode from 'vscode';
import type { Hosts } from '../model/hosts';

/** Opens pseudoterminals over engine streams. */
export class Terminals implements vscode.Disposable {
  constructor(readonly hosts: Hosts) {}
  dispose(): void {}
}
