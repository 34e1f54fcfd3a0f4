import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { EngineError } from '../engine/errors';
import type { Step } from '../engine/recreate/journal';
import { sentenceOf } from './showError';
import { startCure } from './startFailure';

/** What a step of a swap does, while it is done. */
export function stepSentence(step: Step, name: string): string {
  const shown = plain(name, 200);
  const sentences: Readonly<Record<Step, string>> = {
    begin: l10n.t('Looking at "{0}" once more', shown),
    create: l10n.t('Making the new container for "{0}"', shown),
    connect: l10n.t('Putting the new "{0}" into its networks', shown),
    unpause: l10n.t('Letting "{0}" go on, so that it can stop', shown),
    stop: l10n.t('Stopping "{0}"', shown),
    holdRestart: l10n.t('Holding back the restart policy of the old "{0}"', shown),
    renameOld: l10n.t('Keeping the old "{0}" under another name', shown),
    renameNew: l10n.t('Giving the new one the name "{0}"', shown),
    start: l10n.t('Starting the new "{0}"', shown),
    ready: l10n.t('Waiting until the new "{0}" stays up', shown),
    pause: l10n.t('Pausing the new "{0}", as the old one was', shown),
    end: l10n.t('The new "{0}" is there', shown),
  };
  return sentences[step];
}

/** What went wrong with a change, and the cure. */
export function changeFault(error: unknown): string {
  if (!EngineError.is(error)) return sentenceOf(error);
  const known = ownFault(error);
  if (known !== undefined) return known;
  const cure = startCure(error.message);
  return cure === undefined ? sentenceOf(error) : `${cure} ${plain(error.message, 1000)}`;
}

function ownFault({ code, kind, message }: EngineError): string | undefined {
  switch (code) {
    case 'changed':
      return l10n.t('Somebody changed it meanwhile: review the change once more.');
    case 'busy':
      return l10n.t('Another window is at work on it: wait until that is done.');
    case 'ended':
      return l10n.t('This change is over already: it was kept or undone elsewhere.');
    case 'journal':
      return l10n.t(
        'Slipway cannot write down what it does, so it did nothing: check whether its folder is full or locked. {0}',
        plain(message, 500),
      );
    case 'exited':
      return l10n.t(
        'The new container ended by itself, with code {0}: check its command and its variables.',
        plain(message, 20),
      );
    case 'gone':
      return l10n.t('Somebody removed the new container.');
    case 'unhealthy':
      return kind === 'timeout'
        ? l10n.t('Its health check had no result in time: check the command of the check.')
        : l10n.t('Its health check failed: check the program and the command of the check.');
    default:
      return undefined;
  }
}
