import type * as vscode from 'vscode';
import type { Hosts } from '../model/hosts';

/** Read-only documents that follow what they show. */
export class Documents implements vscode.Disposable {
  constructor(readonly hosts: Hosts) {}
  dispose(): void {}
}
