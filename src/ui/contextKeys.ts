import * as vscode from 'vscode';

const known = new Map<string, unknown>();

/** Sets what `when` clauses ask for, `slipway.name`; told to the editor only where it changes. */
export function setContextKey(name: string, value: string | boolean): void {
  if (known.get(name) === value) return;
  known.set(name, value);
  void vscode.commands.executeCommand('setContext', `slipway.${name}`, value);
}
