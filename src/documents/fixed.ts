import * as vscode from 'vscode';
import { onDidReallyClose, showDocument } from './show';

/** Read-only texts that are made once; they are kept while their document is open. */
export class FixedDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changes.event;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(private readonly scheme: string) {
    const { workspace } = vscode;
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(scheme, this),
      onDidReallyClose(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  /**
   * @param name a file's name, which the tab shows
   * @param about tells documents of one name apart; the same one is shown anew
   */
  async show(
    name: string,
    about: string,
    language: string,
    text: string,
  ): Promise<vscode.TextEditor> {
    const uri = vscode.Uri.from({ scheme: this.scheme, path: `/${name}`, query: about });
    this.#texts.set(uri.toString(), text);
    this.#changes.fire(uri);
    return showDocument(uri, language);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changes.dispose();
    this.#texts.clear();
  }
}
