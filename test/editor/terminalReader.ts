import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionUnderTest, until } from './extensionApi';

/** What a pseudoterminal of ours shows, and someone who types into it. */
export class TerminalReader {
  /** All that was written, escape sequences too. */
  raw = '';
  closed = false;
  name: string;
  readonly pty: vscode.Pseudoterminal;
  readonly #subscriptions: (vscode.Disposable | undefined)[];

  constructor(readonly terminal: vscode.Terminal) {
    const { pty } = terminal.creationOptions as vscode.ExtensionTerminalOptions;
    this.pty = pty;
    this.name = terminal.name;
    this.#subscriptions = [
      pty.onDidWrite(text => (this.raw += text)),
      pty.onDidClose?.(() => (this.closed = true)),
      pty.onDidChangeName?.(name => (this.name = name)),
    ];
  }

  /** Without escape sequences, and with plain newlines. */
  get text(): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it takes them out
    return this.raw.replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|[>=])/g, '').replaceAll('\r\n', '\n');
  }

  /** The editor has opened it. */
  async opened(): Promise<void> {
    await until('it is open', () => (this.pty as { isRunning?: boolean }).isRunning === true);
  }

  type(text: string): void {
    this.pty.handleInput?.(text);
  }

  resize(columns: number, rows: number): void {
    this.pty.setDimensions?.({ columns, rows });
  }

  async until(pattern: RegExp, withinMs = 10_000): Promise<void> {
    await until(`${pattern} is shown`, () => pattern.test(this.text), withinMs).catch(() => {
      assert.fail(`no ${pattern} in ${JSON.stringify(this.text.slice(-2_000))}`);
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription?.dispose();
    this.terminal.dispose();
  }
}

/** Lends a terminal and closes it whatever happens. */
export async function withTerminal(
  terminal: vscode.Terminal,
  use: (reader: TerminalReader) => Promise<void>,
): Promise<void> {
  const reader = new TerminalReader(terminal);
  try {
    await use(reader);
  } finally {
    reader.dispose();
    await until('the terminal is closed', () => terminal.exitStatus !== undefined);
  }
}

/** Closes what other tests left open, so that what is counted afterwards is a test's own. */
export async function closeTerminals(): Promise<void> {
  const { app } = await extensionUnderTest();
  const names = vscode.window.terminals.map(terminal => terminal.name);
  for (const terminal of vscode.window.terminals) terminal.dispose();
  await until(`none is open of ${names.join(', ')}`, () => app.terminals.count === 0);
}
