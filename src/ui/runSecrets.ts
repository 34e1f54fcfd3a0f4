import type * as vscode from 'vscode';

const prefix = 'slipway.run:';

/** The secrets of saved runs, which their files only refer to: in the editor's secret storage. */
export class RunSecrets {
  constructor(private readonly storage: vscode.SecretStorage) {}

  /** @param file the file that refers to it: the same id in another file is another secret */
  async get(file: vscode.Uri, id: string): Promise<string | undefined> {
    return this.storage.get(keyOf(file, id));
  }

  async put(file: vscode.Uri, values: Readonly<Record<string, string>>): Promise<void> {
    for (const [id, value] of Object.entries(values)) {
      await this.storage.store(keyOf(file, id), value);
    }
  }

  async forget(file: vscode.Uri, ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.storage.delete(keyOf(file, id));
  }
}

function keyOf(file: vscode.Uri, id: string): string {
  return `${prefix}${file.toString()}#${id}`;
}
