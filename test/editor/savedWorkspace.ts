import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** The folder that is open, and the saved runs in it; removed afterwards. */
export class SavedWorkspace {
  get folder(): vscode.WorkspaceFolder {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    return folder;
  }

  get runs(): string {
    return path.join(this.folder.uri.fsPath, '.vscode/slipway');
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder.uri, '.vscode', 'slipway', `${name}.json`);
  }

  write(name: string, run: unknown): void {
    fs.mkdirSync(this.runs, { recursive: true });
    const text = typeof run === 'string' ? run : JSON.stringify(run);
    fs.writeFileSync(path.join(this.runs, `${name}.json`), text);
  }

  read(name: string): unknown {
    return JSON.parse(this.text(name));
  }

  text(name: string): string {
    return fs.readFileSync(path.join(this.runs, `${name}.json`), 'utf8');
  }

  remove(): void {
    fs.rmSync(path.join(this.folder.uri.fsPath, '.vscode'), { recursive: true, force: true });
  }
}
