import { l10n } from 'vscode';
import { type ExecFailure, execFailure } from '../docker/execFailure';
import { plain } from '../docker/plainText';
import type { Engine } from '../engine/connection';
import { readContainerNow } from '../engine/containerNow';
import { EngineError } from '../engine/errors';
import { type Exec, readEndedExec, resizeExec, runExec, startExec } from '../engine/exec';
import type { TerminalSize } from '../engine/resize';
import type { Host } from '../model/host';
import { connectionBroke, exitSentence } from './endings';
import type { Program } from './programTerminal';
import { Resizing } from './resizing';
import type { Screen } from './screen';
import { ShellSession } from './shellSession';
import { hangUpCommand, shellCommand, shellEnvironment, shellsToTry } from './shells';
import { TypedBytes } from './typed';

export interface ShellWish {
  /** A name or a path; without it the best there is. */
  readonly shell?: string | undefined;
  /** `name`, `uid` or `user:group`; without it the container's own. */
  readonly user?: string | undefined;
  /** Absolute; without it the container's own. */
  readonly workingDir?: string | undefined;
}

export interface ShellTarget {
  readonly host: Host;
  readonly id: string;
  readonly name: string;
  readonly wish: ShellWish;
  /** Told once a shell runs. */
  readonly whenBegun: (shell: string) => void;
}

/** How one try went: it ran and ended so, or nothing could be started. */
type Tried = { readonly how: string } | { readonly failure: ExecFailure; readonly words: string };

/** What one run of the terminal needs at each try. */
interface Run {
  readonly engine: Engine;
  readonly env: readonly string[];
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

/** How long the farewell to a shell may take, in milliseconds. */
const farewell = 3_000;

/** A shell in a running container, over exec. */
export class ShellProgram implements Program {
  #exec: Exec | undefined;
  /** What was typed before there is a prompt: a shell that sets up its terminal may drop it. */
  #typedAhead: Uint8Array[] | undefined;
  #typed = new TypedBytes();
  #resizing: Resizing | undefined;

  constructor(private readonly target: ShellTarget) {}

  async run(screen: Screen, signal: AbortSignal): Promise<string> {
    const { host, id, wish } = this.target;
    this.#typed = new TypedBytes();
    this.#typedAhead = [];
    const engine = await host.connected();
    const { env } = await readContainerNow(engine, id, { signal });
    const run = { engine, env: shellEnvironment(env), screen, signal };
    const shells = shellsToTry(wish.shell);
    for (const [index, shell] of shells.entries()) {
      if (index > 0 && wish.shell !== undefined) {
        screen.say(l10n.t('"{0}" is not in this container. Trying "{1}".', wish.shell, shell));
      }
      const tried = await this.#try(run, shell);
      if ('how' in tried) return tried.how;
      if (tried.failure !== 'program') return this.#refused(tried.failure, tried.words);
    }
    return this.#noShell(shells);
  }

  input(text: string): boolean {
    const bytes = this.#typed.encode(text);
    if (this.#typedAhead) this.#typedAhead.push(bytes);
    else this.#exec?.write(bytes);
    return false;
  }

  resize(size: TerminalSize): void {
    this.#resizing?.want(size);
  }

  async #try(run: Run, shell: string): Promise<Tried> {
    const { engine, env, screen, signal } = run;
    const { user, workingDir } = this.target.wish;
    const terminal = { tty: true, stdin: true, size: screen.size } as const;
    const wish = { command: shellCommand(shell), env, user, workingDir, ...terminal };
    let exec: Exec;
    try {
      exec = await startExec(engine, this.target.id, wish, { signal });
    } catch (error) {
      return failedStart(error);
    }
    const session = new ShellSession(shell, screen, {
      whenBegun: () => this.#begin(engine, exec, shell, screen),
      whenReady: () => this.#sendTypedAhead(exec),
    });
    await session.read(exec, signal);
    this.#exec = undefined;
    this.#resizing = undefined;
    if (!signal.aborted) return this.#ended(run, exec, session);
    if (session.process !== undefined) this.#hangUp(engine, shell, session.process);
    return { how: '' };
  }

  #begin(engine: Engine, exec: Exec, shell: string, screen: Screen): void {
    const resizing = new Resizing(size => resizeExec(engine, exec.id, size));
    // Older engines take no size at the start.
    if (screen.size) resizing.want(screen.size);
    this.#resizing = resizing;
    this.#exec = exec;
    this.target.whenBegun(shell);
  }

  #sendTypedAhead(exec: Exec): void {
    const typed = this.#typedAhead ?? [];
    this.#typedAhead = undefined;
    for (const bytes of typed) exec.write(bytes);
  }

  async #ended({ engine }: Run, exec: Exec, session: ShellSession): Promise<Tried> {
    const { name } = this.target;
    try {
      const state = await readEndedExec(engine, exec.id);
      if (state.kind === 'running') return { how: connectionBroke() };
      if (state.kind === 'notStarted') {
        return { failure: execFailure(session.words), words: session.words };
      }
      return (await this.#stoppedToo(engine, state.code))
        ? { how: l10n.t('The container "{0}" stopped, and the shell with it.', plain(name)) }
        : { how: exitSentence(state.code) };
    } catch (error) {
      const gone = EngineError.is(error, 'notFound');
      return { how: gone ? l10n.t('The shell ended with its container.') : connectionBroke() };
    }
  }

  /** A container that stops kills its shells first, and runs on for a moment. */
  async #stoppedToo(engine: Engine, code: number): Promise<boolean> {
    for (let tries = code > 128 ? 4 : 1; ; tries--) {
      const { running } = await readContainerNow(engine, this.target.id);
      if (!running || tries === 1) return !running;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** Closing the stream alone would leave the shell running for ever. */
  #hangUp(engine: Engine, shell: string, process: number): void {
    const { id, wish } = this.target;
    const command = hangUpCommand(shell, process);
    const options = { timeoutMs: farewell };
    // The container may be gone, and then so is the shell.
    runExec(engine, id, { command, user: wish.user }, options).catch(() => {});
  }

  #refused(failure: ExecFailure, words: string): string {
    const { user = '', workingDir = '' } = this.target.wish;
    const own = plain(words, 300);
    switch (failure) {
      case 'user':
        return `${l10n.t('The container has no user "{0}".', plain(user, 80))}\n${own}`;
      case 'workingDir':
        return `${l10n.t('The container has no folder "{0}".', plain(workingDir, 200))}\n${own}`;
      default:
        return `${l10n.t('The shell could not be started.')}\n${own}`;
    }
  }

  #noShell(tried: readonly string[]): string {
    const name = plain(this.target.name);
    return [
      l10n.t('There is no shell in this container: {0} were not found.', tried.join(', ')),
      l10n.t('Images without one ("distroless", "scratch") hold their program and nothing else.'),
      l10n.t('To look inside, run one beside it that shares its processes and its network:'),
      `docker run -it --rm --pid container:${name} --network container:${name} busybox`,
    ].join('\n');
  }
}

/** Docker tells of a failed start in the output; Podman, and Docker 28 for the user, answer with an error. */
function failedStart(error: unknown): Tried {
  const words = EngineError.is(error, 'server', 'badRequest', 'notFound') ? error.message : '';
  const failure = execFailure(words);
  if (words === '' || failure === 'other') throw error;
  return { failure, words };
}
