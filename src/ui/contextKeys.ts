import * as vscode from 'vscode';

const known = new Map<string, unknown>();

/** What is false at first is told so much later, in milliseconds: the rows come before it. */
const later = 2_000;

/** Sets what `when` clauses ask for, `slipway.name`; told to the editor only where it changes. */
export function setContextKey(name: string, value: string | boolean): void {
  if (known.get(name) === value) return;
  // The editor takes a key that it does not know for false. It knows one, perhaps as true, where
  // the extension host was started anew.
  const isPresumed = !known.has(name) && !value;
  known.set(name, value);
  if (!isPresumed) tell(name);
  else setTimeout(() => tell(name), later).unref();
}

function tell(name: string): void {
  void vscode.commands.executeCommand('setContext', `slipway.${name}`, known.get(name));
}
