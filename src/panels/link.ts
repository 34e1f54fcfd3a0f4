import { l10n } from 'vscode';
import type { HostState } from '../model/host';
import { sentenceOf } from '../ui/showError';

export interface Link {
  readonly phase: 'connecting' | 'connected' | 'lost';
  readonly sentence: string;
}

/** How a page says whether there is a connection. */
export function linkOf(state: HostState): Link {
  if (state.phase === 'connected') return { phase: 'connected', sentence: l10n.t('Connected') };
  if (state.phase === 'lost') return { phase: 'lost', sentence: sentenceOf(state.error) };
  return { phase: 'connecting', sentence: l10n.t('Connecting to the Docker engine.') };
}
