import { l10n } from 'vscode';
import type { Host } from '../model/host';
import type { Hosts } from '../model/hosts';
import { explain } from '../ui/showError';
import type { Choice } from './choice';
import { named } from './words';

export interface Head {
  /** Above the rows; while there is one, the editor does not show the welcome texts. Or empty. */
  readonly message: string;
  /** Beside the title; or empty. */
  readonly description: string;
}

/** What stands above a view's rows: that they are old, or that a filter hides some. */
export function headOf(
  { filter, all: isAll }: Pick<Choice, 'filter' | 'all'>,
  tree: { readonly all: number; readonly shown: number },
  hosts: Hosts,
  isFirst: boolean,
): Head {
  const { all } = tree;
  // Counting what is shown arranges the rows: only where it is told.
  const shown = filter === '' && isAll ? all : tree.shown;
  const nothing = shown === 0 ? nothingWords(filter) : '';
  const away = hosts.all.map(host => awayWords(host, isFirst)).find(words => words !== '') ?? '';
  return {
    message: all === 0 ? '' : away || nothing,
    description: filter === '' ? '' : l10n.t('“{0}”: {1} of {2}', named(filter), shown, all),
  };
}

function nothingWords(filter: string): string {
  return filter === ''
    ? l10n.t('Images without a tag are hidden, and there are no others.')
    : l10n.t('Nothing matches “{0}”.', named(filter));
}

/**
 * The first of the views says why. The time of the next attempt stands still, unlike the seconds
 * until then.
 */
function awayWords({ state }: Host, isFirst: boolean): string {
  if (state.phase !== 'lost') return '';
  if (!isFirst) return l10n.t('Not connected. This is what was known last.');
  const time = new Date(state.retryAtMs).toLocaleTimeString();
  return `${explain(state.error.kind)} ${l10n.t('Next attempt at {0}. Below is what was known last.', time)}`;
}
