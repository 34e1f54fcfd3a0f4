import { workspace } from 'vscode';

/** Where relative paths begin: the first folder that is open and on this machine. */
export function openFolder(): string | undefined {
  const folders = workspace.workspaceFolders ?? [];
  return folders.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
}
