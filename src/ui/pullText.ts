import { l10n } from 'vscode';
import type { PullState } from '../docker/pullProgress';
import { formatSize } from '../docker/size';

/** How far a pull is. */
export function pullText({ layers, ready, receivedBytes, expectedBytes }: PullState): string {
  if (layers.length === 0) return l10n.t('asking the registry');
  return l10n.t(
    '{0} of {1} layers, {2} of {3}',
    ready,
    layers.length,
    formatSize(receivedBytes),
    formatSize(expectedBytes),
  );
}
