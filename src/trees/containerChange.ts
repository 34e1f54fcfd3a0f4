import { l10n } from 'vscode';
import { parseSwapName } from '../docker/swapNames';
import type { Container } from '../engine/records';
import type { Usage } from './usage';

/** What part a container has in a change that is not confirmed; a flag for menus. */
export type ChangePart = '' | 'changed' | 'kept' | 'making';

export function changeOf({ name }: Container, usage: Usage): ChangePart {
  const part = parseSwapName(name)?.part;
  if (part === 'old') return 'kept';
  if (part === 'new') return 'making';
  return usage.hasKept(name) ? 'changed' : '';
}

export function changeNote(part: ChangePart): string {
  switch (part) {
    case 'kept':
      return l10n.t('kept until the change is confirmed');
    case 'changed':
      return l10n.t('changed, not confirmed');
    case 'making':
      return l10n.t('being made for a change');
    case '':
      return '';
  }
}

export function changeSentence(part: ChangePart): string {
  switch (part) {
    case 'kept':
      return l10n.t('It is kept until the change is confirmed.');
    case 'changed':
      return l10n.t('It is changed; the old container is kept until that is confirmed.');
    case 'making':
      return l10n.t('It is being made for a change.');
    case '':
      return '';
  }
}
