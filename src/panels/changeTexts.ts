import { l10n } from 'vscode';
import type { ChangeText } from '../protocol/change';

/** The words of the page where it changes a container. */
export function changeTexts(): Readonly<Record<ChangeText, string>> {
  return {
    hint: l10n.t('Nothing happens before you have seen what it does.'),
    review: l10n.t('Review Change…'),
    reading: l10n.t('Reading what this would do'),
    heading: l10n.t('Change {0}'),
    option: l10n.t('Option'),
    before: l10n.t('Before'),
    after: l10n.t('After'),
    nothing: l10n.t('nothing'),
    swap: l10n.t('needs a new container'),
    carried: l10n.t('Goes along'),
    carriedTo: l10n.t('{0} at {1}'),
    emptied: l10n.t('Empty after any start'),
    files: l10n.t('Files outside the volumes'),
    more: l10n.t('and {0} more'),
    added: l10n.t('added'),
    changed: l10n.t('changed'),
    deleted: l10n.t('deleted'),
    commit: l10n.t('Keep these files: commit them to an image first'),
    commitName: l10n.t('Name of the image'),
    commitHint: l10n.t(
      'The new container is made of that image. It also holds the variables of the container, secrets included.',
    ),
    openFile: l10n.t('Open {0}'),
    apply: l10n.t('Apply'),
    edit: l10n.t('Back to the Form'),
    keep: l10n.t('Keep Change'),
    undo: l10n.t('Undo'),
    again: l10n.t('Try Again'),
    progress: l10n.t('What is done'),
  };
}
