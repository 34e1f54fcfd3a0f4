import * as vscode from 'vscode';

/** Every setting's name and type; the manifest has the same (a test compares them). */
export interface Settings {
  host: string;
  'containers.defaultAction': 'inspect' | 'logs' | 'shell' | 'toggle';
}

export function setting<K extends keyof Settings>(name: K): Settings[K] {
  const value = vscode.workspace.getConfiguration('slipway').get<Settings[K]>(name);
  if (value === undefined) throw new Error(`the setting slipway.${name} is not declared`);
  return value;
}
