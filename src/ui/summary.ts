import * as vscode from 'vscode';
import { plain } from '../docker/plainText';
import { EngineError } from '../engine/errors';
import { withProgress } from './progress';
import { sentenceOf } from './showError';
import { unlinked } from './unlinked';

/** How many are worked on together. */
const atOnce = 6;

/** Failures that are written out in the message; the log has all. */
const most = 3;

export interface Failure {
  readonly name: string;
  readonly error: unknown;
}

export interface Outcome<T = unknown> {
  readonly done: readonly T[];
  readonly failed: readonly Failure[];
  /** Not begun, or not finished, when the user cancelled. */
  readonly left: number;
}

/** Literal texts of one verb. Each is a whole sentence. */
export interface SummaryWords {
  /** All went well; said where there were several: a single one is seen in the view. */
  readonly all: (done: number) => string;
  /** `9 removed, 1 failed.` The reasons come behind it. */
  readonly some: (done: number, failed: number) => string;
}

/** Does the same to many, several at once. One that fails does not keep the others from it. */
export function eachOf<T>(
  title: string,
  targets: readonly T[],
  nameOf: (target: T) => string,
  run: (target: T, signal: AbortSignal) => Promise<unknown>,
): Promise<Outcome<T>> {
  return withProgress(title, async (report, signal) => {
    const done: T[] = [];
    const failed: Failure[] = [];
    const waiting = [...targets];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (signal.aborted) return;
        const name = plain(nameOf(next));
        if (targets.length > 1) report(name, (done.length + failed.length) / targets.length);
        try {
          await run(next, signal);
          done.push(next);
        } catch (error) {
          if (!isCancelled(error)) failed.push({ name, error });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, targets.length) }, work));
    return { done, failed, left: targets.length - done.length - failed.length };
  });
}

/**
 * Says once how it went.
 *
 * @throws the error itself where there was one target: it is shown like any other
 */
export function summary(words: SummaryWords, outcome: Outcome, log: vscode.LogOutputChannel): void {
  const { done, failed, left } = outcome;
  const count = done.length + failed.length + left;
  const [first] = failed;
  if (count === 1 && first) throw first.error;
  for (const { name, error } of failed) log.error(`${name}: ${sentenceOf(error)}`);
  const parts = [
    failed.length > 0 ? words.some(done.length, failed.length) : words.all(done.length),
    ...(left > 0 ? [vscode.l10n.t('Cancelled before the rest: {0}.', left)] : []),
    ...failed.slice(0, most).map(({ name, error }) => `${name}: ${sentenceOf(error)}`),
    ...(failed.length > most ? [vscode.l10n.t('The log has the rest.')] : []),
  ];
  const text = unlinked(parts.join(' '));
  if (failed.length === 0) {
    if (count > 1 && done.length > 0) void vscode.window.showInformationMessage(text);
    return;
  }
  const show = vscode.l10n.t('Show Log');
  void vscode.window.showWarningMessage(text, show).then(chosen => {
    if (chosen === show) log.show();
  });
}

function isCancelled(error: unknown): boolean {
  return error instanceof vscode.CancellationError || EngineError.is(error, 'cancelled');
}
