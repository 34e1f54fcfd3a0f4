import { l10n } from 'vscode';
import type { Row } from './row';

/** Stands for what went away while the editor asked for it; it is painted over at once. */
export const lostRow: Row = {
  label: '',
  icon: { id: 'blank' },
  flags: 'lost',
  spoken: '',
  children: 'none',
};

export function moreWords(): Row {
  const label = l10n.t('Show more…');
  const click = { title: label, command: 'slipway.view.more' };
  return { label, icon: { id: 'ellipsis' }, flags: 'more', spoken: label, children: 'none', click };
}

/** A reading that failed, in place of the rows it would have given. */
export function failedRow(sentence: string): Row {
  return {
    label: sentence,
    icon: { id: 'warning', color: 'slipway.unhealthy' },
    flags: 'failed',
    spoken: sentence,
    children: 'none',
    tooltip: sentence,
  };
}

/** The last that was known of it. */
export function awayRow(row: Row): Row {
  return {
    ...row,
    spoken: `${row.spoken} ${l10n.t('The engine is away: this may be out of date.')}`,
  };
}
