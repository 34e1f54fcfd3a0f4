import { l10n } from 'vscode';
import { signalName } from '../docker/signal';

/** How a process ended; a shell's way to tell of a signal is 128 and its number. */
export function exitSentence(code: number): string {
  const signal = code > 128 ? signalName(code - 128) : undefined;
  return signal === undefined
    ? l10n.t('Ended with exit code {0}.', code)
    : l10n.t('Ended with exit code {0}, by the signal {1}.', code, signal);
}

export function connectionBroke(): string {
  return l10n.t('The connection to the engine broke. The process in the container may go on.');
}
