import { l10n } from 'vscode';
import type { ContainerState } from '../docker/status';

export function stateWord(state: ContainerState): string {
  const words: Readonly<Record<ContainerState, string>> = {
    created: l10n.t('created'),
    running: l10n.t('running'),
    paused: l10n.t('paused'),
    restarting: l10n.t('restarting'),
    removing: l10n.t('being removed'),
    exited: l10n.t('exited'),
    dead: l10n.t('dead'),
    unknown: l10n.t('in an unknown state'),
  };
  return words[state];
}
