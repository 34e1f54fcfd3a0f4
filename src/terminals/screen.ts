import * as vscode from 'vscode';
import { plain } from '../docker/plainText';
import type { TerminalSize } from '../engine/resize';
import { Pace } from './pace';

/** A terminal of the editor takes some 10 MB a second; it draws what else is open meanwhile. */
const charactersPerSecond = 4_000_000;
const burst = 200_000;

/** No single write is longer, so that closing and Ctrl-C are heard in between. */
const longestWrite = 32_768;

/** What a full-screen program that was killed leaves behind: mouse, paste, cursor, colours. */
const calm =
  '\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?2004l\u001b[?1l\u001b>\u001b[?25h\u001b[0m';
const enterAlternate = '\u001b[?1049h';
const leaveAlternate = '\u001b[?1049l';

/** What programs write to: the terminal's face, without anything of its keyboard. */
export class Screen implements vscode.Disposable {
  readonly #writes = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#writes.event;
  readonly #pace = new Pace(charactersPerSecond, burst);
  #atLineStart = true;
  #alternate = false;
  size: TerminalSize | undefined;

  /** Text with its escape sequences, as it is. */
  write(text: string): void {
    if (text === '') return;
    this.#atLineStart = text.endsWith('\n') || text.endsWith('\r');
    const enter = text.lastIndexOf(enterAlternate);
    const leave = text.lastIndexOf(leaveAlternate);
    if (enter !== leave) this.#alternate = enter > leave;
    this.#writes.fire(text);
  }

  /** A lot of it: resolves when more is welcome, or once the signal ends it. */
  async flow(text: string, signal: AbortSignal): Promise<void> {
    for (let at = 0; at < text.length && !signal.aborted; at += longestWrite) {
      const part = text.slice(at, at + longestWrite);
      this.write(part);
      const waitMs = this.#pace.take(part.length);
      if (waitMs >= 1) await pause(waitMs, signal);
    }
  }

  /** A sentence of ours, told apart from what the program prints; on a line of its own. */
  say(sentence: string): void {
    const shown = sentence.split('\n').map(line => `\u001b[2m${plain(line)}\u001b[22m\r\n`);
    this.write(`${this.#atLineStart ? '' : '\r\n'}\u001b[0m${shown.join('')}`);
  }

  /** After a program: whatever it left behind ends, its text stays. */
  settle(): void {
    this.#writes.fire((this.#alternate ? leaveAlternate : '') + calm);
    this.#alternate = false;
  }

  clear(): void {
    this.#writes.fire('\u001b[0m\u001b[2J\u001b[3J\u001b[H');
    this.#atLineStart = true;
  }

  dispose(): void {
    this.#writes.dispose();
  }
}

/** Ends early by the signal, without an error. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
