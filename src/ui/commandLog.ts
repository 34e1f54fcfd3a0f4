import * as vscode from 'vscode';
import { commandLine } from '../docker/commandLine';

/**
 * The `docker` command line that would do what was just done, for those who learn from it.
 * Nothing is ever run by it.
 */
export class CommandLog implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Docker Commands', 'shellscript');

  /** Without `docker` in front: `['stop', 'web']`. Secrets are the caller's to leave out. */
  say(...args: readonly string[]): void {
    this.#channel.appendLine(commandLine(['docker', ...args]));
  }

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
