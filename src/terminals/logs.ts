import { l10n } from 'vscode';
import { LogResume } from '../docker/logResume';
import { plain } from '../docker/plainText';
import { type Engine, ping } from '../engine/connection';
import { type ContainerNow, readContainerNow } from '../engine/containerNow';
import { EngineError, isConnectionError } from '../engine/errors';
import { readLogs } from '../engine/logs';
import type { Host } from '../model/host';
import { noLogs } from '../ui/noLogs';
import { LogText } from './logText';
import type { Program } from './programTerminal';
import { pause, type Screen } from './screen';
import { ContainerBell, whenConnected } from './waiting';

export interface LogsWish {
  /** Only what was said in the last so many seconds. */
  readonly sinceSeconds?: number | undefined;
  /** Only so many last lines, before what comes from now on; 'all' for every one. */
  readonly tail?: number | 'all' | undefined;
  /** With the engine's time in front of each line. */
  readonly timestamps?: boolean | undefined;
}

/** Where nothing else is wished: what a terminal keeps by itself, too. */
export const usualTail = 1_000;

export interface LogsTarget {
  readonly host: Host;
  readonly id: string;
  readonly name: string;
}

/** After a break, the next try comes after this; then after twice as long. In milliseconds. */
const firstWait = 200;
const longestWait = 5_000;

/** The state of one run: what was shown, and what was said about it. */
interface Following {
  readonly screen: Screen;
  readonly signal: AbortSignal;
  readonly bell: ContainerBell;
  readonly resume: LogResume;
  /** By the clock that never jumps, in milliseconds. */
  readonly askedAt: number;
  /** In seconds of the engine's clock, once it was asked: this machine's may be another. */
  since: number | undefined;
  /** The start of the run whose end was told. */
  toldStop: string | undefined;
  toldBreak: boolean;
  waitMs: number;
  /** Some of the log was read: from now on all is wanted. */
  begun: boolean;
}

/** A container's logs, followed over its stops and starts, and over breaks of the connection. */
export class LogsProgram implements Program {
  #stop = new AbortController();

  constructor(
    private readonly target: LogsTarget,
    public wish: LogsWish,
  ) {}

  async run(screen: Screen, signal: AbortSignal): Promise<string> {
    const stop = new AbortController();
    this.#stop = stop;
    const end = (): void => stop.abort();
    signal.addEventListener('abort', end);
    const { host, id } = this.target;
    const bell = new ContainerBell(host, id);
    screen.say(this.#greeting());
    const following: Following = {
      ...{ screen, bell, signal: stop.signal },
      resume: new LogResume(),
      ...{ askedAt: performance.now(), since: undefined },
      ...{ toldStop: undefined, toldBreak: false, waitMs: firstWait, begun: false },
    };
    try {
      return await this.#follow(following);
    } finally {
      signal.removeEventListener('abort', end);
      stop.abort();
      bell.dispose();
    }
  }

  input(text: string): boolean {
    if (text === '\u0003') this.#stop.abort();
    if (text !== 't' && text !== 'T') return false;
    this.wish = { ...this.wish, timestamps: !this.wish.timestamps };
    return true;
  }

  async #follow(following: Following): Promise<string> {
    const { signal } = following;
    while (!signal.aborted) {
      try {
        const engine = await this.#engine(following);
        if (!engine) break;
        const ended = await this.#followRun(engine, following);
        if (ended !== undefined) return ended;
      } catch (error) {
        if (signal.aborted) break;
        const ended = await this.#failed(EngineError.from(error), following);
        if (ended !== undefined) return ended;
      }
    }
    return l10n.t('The logs are no longer followed.');
  }

  async #engine(following: Following): Promise<Engine | undefined> {
    const { host } = this.target;
    if (host.state.phase === 'lost') sayBreak(following);
    return whenConnected(host, following.signal);
  }

  /** Reads until the container stops, and waits for what is next. A sentence: that was all. */
  async #followRun(engine: Engine, following: Following): Promise<string | undefined> {
    const { signal, bell, screen } = following;
    const { id } = this.target;
    const before = await readContainerNow(engine, id, { signal });
    await this.#read(engine, before, following);
    if (signal.aborted) return undefined;
    bell.reset();
    const now = await readContainerNow(engine, id, { signal });
    if (now.startedAt !== before.startedAt) {
      if (now.running) screen.say(l10n.t('— restarted —'));
      return undefined;
    }
    if (now.running) {
      // The log's end without the container's: a rotated file, an engine's fault.
      await pause(firstWait, signal);
      return undefined;
    }
    if (following.toldStop !== now.startedAt) screen.say(stopped(now));
    following.toldStop = now.startedAt;
    await bell.rung(signal);
    return undefined;
  }

  async #read(engine: Engine, { tty }: ContainerNow, following: Following): Promise<void> {
    const { screen, signal, resume } = following;
    const { tail = usualTail, timestamps = false } = this.wish;
    const text = new LogText(timestamps);
    const from = resume.since;
    following.since ??= await this.#since(engine, following);
    const begin = {
      since: following.since?.toFixed(3),
      tail: tail === 'all' || following.begun ? undefined : tail,
    };
    resume.begin();
    const query = { tty, follow: true, ...(from === undefined ? begin : { since: from }) };
    for await (const messages of readLogs(engine, this.target.id, query, signal)) {
      following.toldBreak = false;
      following.waitMs = firstWait;
      await screen.flow(text.show(messages.filter(message => resume.isNew(message))), signal);
    }
    following.begun = true;
    screen.write(text.endLine());
  }

  /** From when on logs are wanted; an engine that was away at first has been waited for. */
  async #since(engine: Engine, { askedAt, signal }: Following): Promise<number | undefined> {
    const { sinceSeconds } = this.wish;
    if (!sinceSeconds) return undefined;
    const clock = await ping(engine, { signal });
    return clock - (performance.now() - askedAt) / 1000 - sinceSeconds;
  }

  /** A sentence where there is nothing to wait for. */
  async #failed(error: EngineError, following: Following): Promise<string | undefined> {
    const { host, id, name } = this.target;
    if (error.kind === 'notFound') return l10n.t('The container "{0}" was removed.', plain(name));
    if (error.kind === 'unsupported') {
      const now = await readContainerNow(host.engine, id).catch(() => undefined);
      return noLogs(now?.logDriver ?? '');
    }
    // 409: it is being removed, and is gone in a moment.
    if (error.kind !== 'conflict') {
      if (!isConnectionError(error) && error.kind !== 'badAnswer') throw error;
      sayBreak(following);
      // The host may not know of it yet.
      void host.check();
    }
    await pause(following.waitMs, following.signal);
    following.waitMs = Math.min(following.waitMs * 2, longestWait);
    return undefined;
  }

  #greeting(): string {
    const { tail = usualTail } = this.wish;
    const keys = l10n.t('T shows or hides the times, Ctrl-C stops following.');
    if (tail === 'all') return `${l10n.t('Logs from the beginning.')} ${keys}`;
    return `${l10n.t('Logs from the last {0} lines on.', tail.toLocaleString())} ${keys}`;
  }
}

function sayBreak(following: Following): void {
  if (!following.toldBreak)
    following.screen.say(l10n.t('— no connection; waiting for the engine —'));
  following.toldBreak = true;
}

function stopped({ startedAt, exitCode, restarting }: ContainerNow): string {
  if (startedAt.startsWith('0001-')) return l10n.t('— not started yet; waiting for its start —');
  return restarting
    ? l10n.t('— stopped, exit code {0}; about to be restarted —', exitCode)
    : l10n.t('— stopped, exit code {0}; waiting for the next start —', exitCode);
}
