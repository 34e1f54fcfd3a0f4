import type * as vscode from 'vscode';
import type { Hosts } from '../model/hosts';

/** Opens the webview panels, one of each kind and host. */
export class Panels implements vscode.Disposable {
  constructor(
    readonly extensionUri: vscode.Uri,
    readonly hosts: Hosts,
  ) {}
  dispose(): void {}
}
