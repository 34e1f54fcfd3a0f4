import * as vscode from 'vscode';

export async function showDocument(uri: vscode.Uri, language: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.languageId !== language) {
    await vscode.languages.setTextDocumentLanguage(document, language);
  }
  return vscode.window.showTextDocument(document);
}

/** The editor says that a document closes and opens also where only its language changes. */
export function onDidReallyClose(
  listener: (closed: vscode.TextDocument) => void,
): vscode.Disposable {
  const { workspace } = vscode;
  return workspace.onDidCloseTextDocument(closed => {
    setTimeout(() => {
      const address = closed.uri.toString();
      const isOpen = workspace.textDocuments.some(({ uri }) => uri.toString() === address);
      if (!isOpen) listener(closed);
    });
  });
}

/** No tab shows it any more; the editor itself keeps the document for a while. */
export function onDidLeave(listener: (left: vscode.Uri) => void): vscode.Disposable {
  const { tabGroups } = vscode.window;
  const addressOf = ({ input }: vscode.Tab): vscode.Uri | undefined =>
    input instanceof vscode.TabInputText ? input.uri : undefined;
  return tabGroups.onDidChangeTabs(({ closed }) => {
    if (closed.length === 0) return;
    // One that moves to another group is closed here and opened there.
    setTimeout(() => {
      const tabs = tabGroups.all.flatMap(group => group.tabs);
      const shown = new Set(tabs.map(tab => addressOf(tab)?.toString()));
      for (const uri of closed.map(addressOf)) {
        if (uri && !shown.has(uri.toString())) listener(uri);
      }
    });
  });
}
