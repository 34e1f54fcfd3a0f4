import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { stopContainer } from '../engine/containerVerbs';
import type { Host } from '../model/host';
import { sentenceOf } from '../ui/showError';
import { AttachProgram } from './attach';
import { Screen } from './screen';

/** What makes the container of a task, and starts it. */
export interface TaskLaunch {
  /** Its process has a terminal and an input: Ctrl-C is a key of its own. */
  readonly isInteractive: boolean;
  /**
   * Resolves once it runs.
   *
   * @throws with a sentence
   */
  run(way: TaskWay): Promise<void>;
}

export interface TaskWay {
  /** Says how far it is. */
  progress(sentence: string): void;
  /** Attaches to what was made, and starts it; not called for what is to go on by itself. */
  attach(host: Host, id: string, name: string): Promise<void>;
  readonly signal: AbortSignal;
}

/** As a shell tells of a process that Ctrl-C ended. */
const interrupted = 130;

const controlC = '\u0003';

/**
 * The terminal of a task that runs a container: it shows what that prints, and ends with its exit
 * code. Ctrl-C and the end of the task stop it.
 */
export class RunTaskTerminal implements vscode.Pseudoterminal {
  readonly #screen = new Screen();
  readonly #closes = new vscode.EventEmitter<number>();
  readonly #life = new AbortController();
  readonly onDidWrite = this.#screen.onDidWrite;
  readonly onDidClose = this.#closes.event;
  #made: { readonly host: Host; readonly id: string } | undefined;
  #program: AttachProgram | undefined;
  #showing: Promise<string> | undefined;
  #isStopping = false;
  #isInteractive = false;

  constructor(private readonly launch: () => Promise<TaskLaunch>) {}

  open(size: vscode.TerminalDimensions | undefined): void {
    this.#screen.size = size;
    void this.#live().then(code => this.#closes.fire(code));
  }

  setDimensions(size: vscode.TerminalDimensions): void {
    this.#screen.size = size;
    this.#program?.resize(size);
  }

  /** The task was ended: what it runs ends with it. */
  close(): void {
    this.#life.abort();
    void this.#stop();
    this.#screen.dispose();
  }

  handleInput(text: string): void {
    if (this.#program && (this.#isInteractive || text !== controlC)) this.#program.input(text);
    else if (text === controlC && this.#made) void this.#stop();
    else if (text === controlC) this.#life.abort();
  }

  async #live(): Promise<number> {
    try {
      const launch = await this.launch();
      this.#isInteractive = launch.isInteractive;
      await launch.run({
        progress: sentence => this.#screen.say(sentence),
        attach: (host, id, name) => this.#attach(host, id, name),
        signal: this.#life.signal,
      });
      if (!this.#showing) return this.#life.signal.aborted ? interrupted : 0;
      const how = await this.#showing;
      this.#screen.settle();
      this.#screen.say(how);
      return this.#program?.exitCode ?? (this.#program?.isDetached ? 0 : 1);
    } catch (error) {
      this.#screen.settle();
      const isDismissed = error instanceof vscode.CancellationError;
      this.#screen.say(isDismissed ? l10n.t('Cancelled.') : sentenceOf(error));
      return isDismissed ? interrupted : 1;
    } finally {
      this.#made = undefined;
    }
  }

  #attach(host: Host, id: string, name: string): Promise<void> {
    return new Promise((done, failed) => {
      const starting = {
        done: () => {
          this.#made = { host, id };
          if (!this.#isInteractive) this.#screen.say(l10n.t('Ctrl-C stops the container.'));
          if (this.#life.signal.aborted) void this.#stop();
          done();
        },
        failed,
      };
      const program = new AttachProgram({ host, id, name, starting, isQuiet: true });
      this.#program = program;
      const showing = program.run(this.#screen, this.#life.signal);
      showing.catch(() => {}); // Told where it is waited for.
      this.#showing = showing;
    });
  }

  /** With `--rm` the engine removes it then. */
  async #stop(): Promise<void> {
    const { host, id } = this.#made ?? {};
    if (!host || id === undefined || this.#isStopping) return;
    this.#isStopping = true;
    this.#screen.say(l10n.t('Stopping the container.'));
    await stopContainer(host.engine, id).catch((error: unknown) => {
      this.#isStopping = false;
      this.#screen.say(sentenceOf(error));
    });
  }
}
