import * as vscode from 'vscode';
import type { TerminalSize } from '../engine/resize';
import { sentenceOf } from '../ui/showError';
import { Screen } from './screen';

/** What runs in a terminal. It may run again after it has ended. */
export interface Program {
  /** It cannot run again. */
  readonly once?: boolean;
  /** After a run: nothing in its terminal is worth keeping, so that it closes by itself. */
  readonly isOver?: boolean;
  /** Runs until it ends, or the signal ends it. Says how it ended, in a sentence or two. */
  run(screen: Screen, signal: AbortSignal): Promise<string>;
  /** What is typed while it runs. True: it wants to run anew, on an empty screen. */
  input(text: string): boolean;
  resize?(size: TerminalSize): void;
}

/** Enter, Ctrl-C, Ctrl-D: not any key, for somebody may be typing when a container stops. */
const closing = ['\r', '\u0003', '\u0004'];

/** So long a terminal that closes by itself can still be read, in milliseconds. */
const reading = 4_000;

/** Runs a program in a terminal, and keeps what it printed when it has ended. */
export class ProgramTerminal implements vscode.Pseudoterminal {
  readonly #screen = new Screen();
  readonly #closes = new vscode.EventEmitter<void>();
  readonly #names = new vscode.EventEmitter<string>();
  readonly #life = new AbortController();
  readonly onDidWrite = this.#screen.onDidWrite;
  readonly onDidClose = this.#closes.event;
  readonly onDidChangeName = this.#names.event;
  #running: Promise<void> | undefined;
  #run = new AbortController();
  #leaving: NodeJS.Timeout | undefined;

  constructor(
    private readonly program: Program,
    private readonly whenClosed: () => void,
  ) {}

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  open(size: vscode.TerminalDimensions | undefined): void {
    this.#screen.size = size;
    this.#start();
  }

  close(): void {
    clearTimeout(this.#leaving);
    this.#life.abort();
    this.#run.abort();
    this.whenClosed();
    this.#screen.dispose();
    this.#closes.dispose();
    this.#names.dispose();
  }

  setDimensions(size: vscode.TerminalDimensions): void {
    this.#screen.size = size;
    this.program.resize?.(size);
  }

  handleInput(text: string): void {
    if (this.#running !== undefined) {
      if (this.program.input(text)) void this.again();
    } else if (!this.program.once && 'rR'.includes(text)) this.#start();
    else if (closing.includes(text)) this.#leave();
  }

  #leave(): void {
    this.#closes.fire();
    // The editor does not always say so where it was not the user who closed it.
    this.close();
  }

  /** Ends what runs, and begins anew. */
  async again(): Promise<void> {
    this.#run.abort();
    await this.#running;
    if (this.#life.signal.aborted) return;
    this.#screen.clear();
    this.#start();
  }

  rename(name: string): void {
    this.#names.fire(name);
  }

  #start(): void {
    if (this.#running !== undefined || this.#life.signal.aborted) return;
    this.#run = new AbortController();
    this.#running = this.#live(this.#run.signal);
  }

  async #live(signal: AbortSignal): Promise<void> {
    const how = await this.program
      .run(this.#screen, signal)
      .catch((error: unknown) => (signal.aborted ? '' : sentenceOf(error)));
    this.#running = undefined;
    if (signal.aborted) return;
    this.#screen.settle();
    if (this.program.isOver) this.#leaving = setTimeout(() => this.#leave(), reading);
    const next = this.#nextWords();
    this.#screen.say(how === '' ? next : `${how}\n${next}`);
  }

  #nextWords(): string {
    if (this.program.isOver) return vscode.l10n.t('This terminal closes by itself.');
    return this.program.once
      ? vscode.l10n.t('Press Enter to close this terminal.')
      : vscode.l10n.t('Press Enter to close this terminal, or R to run it again.');
  }
}
