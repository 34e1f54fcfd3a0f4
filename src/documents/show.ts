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
