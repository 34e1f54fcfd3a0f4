import * as vscode from 'vscode';
import { shown } from './runFailure';

/**
 * Opens a file that compose named in a container's labels.
 *
 * @throws with a sentence where it is not there
 */
export async function openComposeFile(file: string | undefined): Promise<void> {
  // Anybody may write labels: one that names another machine would be signed in to.
  if (file === undefined || /^[\\/]{2}/.test(file)) return;
  const uri = vscode.Uri.file(file);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch (error) {
    const sentence = vscode.l10n.t(
      'The file {0} is not on this machine: compose was run elsewhere.',
      shown(file),
    );
    throw new Error(sentence, { cause: error });
  }
  await vscode.window.showTextDocument(uri, { preview: false });
}
