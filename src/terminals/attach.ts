import { l10n } from 'vscode';
import { EscapeFilter } from '../docker/escapes';
import { plain } from '../docker/plainText';
import { attachContainer, resizeContainer, waitForExit } from '../engine/attach';
import type { Engine } from '../engine/connection';
import { type ContainerNow, readContainerNow } from '../engine/containerNow';
import { killContainer, startContainer } from '../engine/containerVerbs';
import { EngineError } from '../engine/errors';
import { OutputText } from '../engine/frames';
import type { Talk } from '../engine/hijack';
import type { TerminalSize } from '../engine/resize';
import type { Host } from '../model/host';
import { Detaching } from './detaching';
import { connectionBroke, exitSentence } from './endings';
import { LineInput } from './lineInput';
import { asErrorOutput } from './logText';
import type { Program } from './programTerminal';
import { Resizing } from './resizing';
import type { Screen } from './screen';
import { TypedBytes } from './typed';

export interface AttachTarget {
  readonly host: Host;
  readonly id: string;
  readonly name: string;
  /** It was made and is still to be started, once we are attached: so no output is lost. */
  readonly starting?: Starting;
  /** Whoever shows it says himself what it is. */
  readonly isQuiet?: boolean;
}

/** Hears how starting went; after the first word, nothing more counts. */
export interface Starting {
  done(): void;
  failed(error: unknown): void;
}

/** What takes what is typed, while there is something to take it. */
interface Keyboard {
  type(text: string): void;
  resize?(size: TerminalSize): void;
}

/** How long the exit code may come after the last of the output, in milliseconds. */
const patience = 2_000;

/** A container's main process: its output from now on, and its keyboard. It outlives this. */
export class AttachProgram implements Program {
  #keyboard: Keyboard | undefined;
  #detached = false;
  /** Until it was started; when the program runs again, it is not started again. */
  #starting: Starting | undefined;
  #isOver = false;
  #exitCode: number | undefined;

  constructor(private readonly target: AttachTarget) {
    this.#starting = target.starting;
  }

  /** It could not be started: that is told where it was asked for. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Of the process that ended while it was attached to. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  get isDetached(): boolean {
    return this.#detached;
  }

  async run(screen: Screen, signal: AbortSignal): Promise<string> {
    const starting = this.#starting;
    this.#starting = undefined;
    if (!starting) return this.#attach(screen, signal);
    try {
      return await this.#attach(screen, signal, starting);
    } catch (error) {
      starting.failed(error);
      this.#isOver = true;
      return l10n.t('The container was not started.');
    }
  }

  async #attach(screen: Screen, signal: AbortSignal, starting?: Starting): Promise<string> {
    const { host, id, name } = this.target;
    this.#detached = false;
    const engine = await host.connected();
    const container = await readContainerNow(engine, id, { signal });
    if (!starting && !container.running)
      return l10n.t('The container "{0}" is not running.', plain(name));
    const asked = new AbortController();
    const until = starting ? 'next-exit' : 'not-running';
    const exit = waitForExit(engine, id, asked.signal, until).catch(() => undefined);
    try {
      const stdin = hasKeyboard(container);
      const talk = await attachContainer(engine, id, { tty: container.tty, stdin }, { signal });
      if (!this.target.isQuiet) screen.say(greeting(container));
      if (starting) await start(engine, id, talk);
      starting?.done();
      this.#keyboard = this.#makeKeyboard(engine, talk, container, screen);
      if (screen.size) this.#keyboard.resize?.(screen.size);
      await show(talk, container.tty, screen, signal);
      return await this.#ended(engine, exit);
    } finally {
      this.#keyboard = undefined;
      asked.abort();
    }
  }

  input(text: string): boolean {
    this.#keyboard?.type(text);
    return false;
  }

  resize(size: TerminalSize): void {
    this.#keyboard?.resize?.(size);
  }

  async #ended(engine: Engine, exit: Promise<number | undefined>): Promise<string> {
    if (this.#detached) return l10n.t('Detached. The container goes on running.');
    const late = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), patience));
    // Asked only where it did not just come: whether it runs is known at once, a code is not.
    const { id } = this.target;
    const now = await readContainerNow(engine, id).catch((error: unknown) =>
      EngineError.is(error, 'notFound') ? 'gone' : undefined,
    );
    if (now === undefined || (now !== 'gone' && now.running)) return connectionBroke();
    const code = await Promise.race([exit, late]);
    this.#exitCode = code ?? (now === 'gone' ? undefined : now.exitCode);
    if (code !== undefined) return exitSentence(code);
    return now === 'gone' ? l10n.t('The container was removed.') : exitSentence(now.exitCode);
  }

  #makeKeyboard(engine: Engine, talk: Talk, container: ContainerNow, screen: Screen): Keyboard {
    const detaching = new Detaching();
    const detach = (): void => {
      this.#detached = true;
      talk.close();
    };
    const next = container.tty
      ? rawKeyboard(talk)
      : lineKeyboard(talk, screen, hasKeyboard(container), detach, () =>
          this.#interrupt(engine, screen),
        );
    return {
      type: text => {
        const { send, detach: leave } = detaching.take(text);
        next(send);
        if (leave) detach();
      },
      ...(container.tty && {
        resize: redrawing(size => resizeContainer(engine, this.target.id, size)),
      }),
    };
  }

  /** Without a TTY, Ctrl-C is no character that the process could read. */
  #interrupt(engine: Engine, screen: Screen): void {
    killContainer(engine, this.target.id, 'SIGINT').catch((error: unknown) => {
      screen.say(plain(error instanceof Error ? error.message : String(error), 300));
    });
  }
}

/** Not ended by the signal: who closes the terminal meanwhile leaves it running, as later on. */
async function start(engine: Engine, id: string, talk: Talk): Promise<void> {
  try {
    await startContainer(engine, id);
  } catch (error) {
    talk.close();
    throw error;
  }
}

/**
 * Sends sizes; around the first one a little larger: a program draws itself anew only where its
 * size changes, and it may have had this one before.
 */
function redrawing(send: (size: TerminalSize) => Promise<void>): (size: TerminalSize) => void {
  const resizing = new Resizing(send);
  let latest: TerminalSize | undefined;
  return size => {
    if (latest === undefined) {
      resizing.want({ columns: size.columns + 1, rows: size.rows + 1 });
      setTimeout(() => resizing.want(latest ?? size), 50);
    } else {
      resizing.want(size);
    }
    latest = size;
  };
}

/** An input that ends with the first who leaves it would end the process when we do. */
function hasKeyboard({ tty, openStdin, stdinOnce }: ContainerNow): boolean {
  return openStdin && (tty || !stdinOnce);
}

function greeting(container: ContainerNow): string {
  const leave = l10n.t('Ctrl-P Ctrl-Q, or closing this terminal, leaves it running.');
  const { tty, openStdin } = container;
  if (!openStdin) {
    return tty
      ? `${l10n.t('Attached to the main process, which takes no input.')} ${leave}`
      : `${l10n.t('Attached to the main process, which takes no input. Ctrl-C interrupts it.')} ${leave}`;
  }
  if (!hasKeyboard(container)) {
    return `${l10n.t('Attached to the output of the main process. Its input stays with who started it.')} ${leave}`;
  }
  return `${l10n.t('Attached to the main process.')} ${leave}`;
}

async function show(talk: Talk, tty: boolean, screen: Screen, signal: AbortSignal): Promise<void> {
  const text = new OutputText();
  const filters = {
    stdout: new EscapeFilter(tty ? 'terminal' : 'lines'),
    stderr: new EscapeFilter('lines'),
  };
  try {
    for await (const piece of talk.output) {
      const shown = filters[piece.from].push(text.decode(piece));
      const lines = tty ? shown : shown.replace(/\r?\n/g, '\r\n');
      await screen.flow(piece.from === 'stderr' ? asErrorOutput(lines) : lines, signal);
    }
  } catch {
    // A broken connection often looks like an end as well: what it was is asked afterwards.
  }
}

function rawKeyboard(talk: Talk): (text: string) => void {
  const typed = new TypedBytes();
  return text => talk.write(typed.encode(text));
}

function lineKeyboard(
  talk: Talk,
  screen: Screen,
  takesInput: boolean,
  detach: () => void,
  interrupt: () => void,
): (text: string) => void {
  const line = new LineInput();
  const typed = new TypedBytes();
  return text => {
    for (const { echo, send, act } of line.take(text)) {
      if (act === 'interrupt') interrupt();
      if (act === 'endOfInput') detach();
      if (!takesInput) continue;
      screen.write(echo);
      talk.write(typed.encode(send));
    }
  };
}
