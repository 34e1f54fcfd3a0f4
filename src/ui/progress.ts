import * as vscode from 'vscode';
import { unlinked } from './unlinked';

/** Faster than this, a notification would only flicker; in milliseconds. */
const patience = 400;

/** Says how far it is: a short text, and the part done, 0 to 1, where that is known. */
export type Report = (message: string, fraction?: number) => void;

/**
 * Runs something that may take time, with a notification that can cancel it. It comes up only
 * where the work takes longer than a moment.
 */
export async function withProgress<T>(
  title: string,
  run: (report: Report, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const bar = new Bar();
  const work = run((message, fraction) => bar.report(message, fraction), abort.signal);
  if (await endsSoon(work)) return work;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: unlinked(title),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (shown, cancelled) => {
    const listening = cancelled.onCancellationRequested(() => abort.abort());
    bar.show(shown);
    return work.finally(() => listening.dispose());
  });
}

async function endsSoon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, patience, false);
  });
  const ended = work.then(
    () => true,
    () => true,
  );
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

type Shown = vscode.Progress<{ message?: string; increment?: number }>;

/** Keeps what was reported before the notification was there. */
class Bar {
  #shown: Shown | undefined;
  #message = '';
  #fraction = 0;
  #shownFraction = 0;

  report(message: string, fraction = this.#fraction): void {
    this.#message = unlinked(message);
    // The editor's bar only ever grows.
    this.#fraction = Math.min(1, Math.max(this.#fraction, fraction));
    this.#draw();
  }

  show(shown: Shown): void {
    this.#shown = shown;
    if (this.#message !== '') this.#draw();
  }

  #draw(): void {
    if (!this.#shown) return;
    const increment = (this.#fraction - this.#shownFraction) * 100;
    this.#shownFraction = this.#fraction;
    this.#shown.report({ message: this.#message, ...(increment > 0 && { increment }) });
  }
}
