import { l10n } from 'vscode';
import type { RemovalWords } from './removal';

export const imageRemovalWords: RemovalWords = {
  title: l10n.t('Removing images'),
  one: name => l10n.t('Remove the image "{0}"?', name),
  many: count => l10n.t('Remove {0} images?', count),
  loss: forced =>
    forced
      ? l10n.t(
          'By force the image goes from under its stopped containers: they still start, but can no longer be made anew.',
        )
      : l10n.t('What was not pulled or built elsewhere has to be made anew.'),
  action: l10n.t('Remove'),
  force: l10n.t('Remove by Force'),
  onlyFree: count => l10n.t('Remove Only the Unused ({0})', count),
  all: done => l10n.t('Images removed: {0}.', done),
  some: (done, failed) => l10n.t('{0} removed, {1} failed.', done, failed),
};

export const tagRemovalWords: RemovalWords = {
  ...imageRemovalWords,
  one: name => l10n.t('Remove the tag "{0}"?', name),
  many: count => l10n.t('Remove the tags of {0} images?', count),
  loss: () => l10n.t('The image stays, with its other tags.'),
};

export const volumeRemovalWords: RemovalWords = {
  title: l10n.t('Removing volumes'),
  one: name => l10n.t('Remove the volume "{0}"?', name),
  many: count => l10n.t('Remove {0} volumes?', count),
  loss: () => l10n.t('All that is in it is lost for good.'),
  action: l10n.t('Remove'),
  force: l10n.t('Remove by Force'),
  onlyFree: count => l10n.t('Remove Only the Unused ({0})', count),
  all: done => l10n.t('Volumes removed: {0}.', done),
  some: (done, failed) => l10n.t('{0} removed, {1} failed.', done, failed),
};

export const networkRemovalWords: RemovalWords = {
  title: l10n.t('Removing networks'),
  one: name => l10n.t('Remove the network "{0}"?', name),
  many: count => l10n.t('Remove {0} networks?', count),
  loss: forced =>
    forced ? l10n.t('The running containers in it lose their connections there.') : '',
  action: l10n.t('Remove'),
  force: l10n.t('Disconnect and Remove'),
  onlyFree: count => l10n.t('Remove Only the Unused ({0})', count),
  all: done => l10n.t('Networks removed: {0}.', done),
  some: (done, failed) => l10n.t('{0} removed, {1} failed.', done, failed),
};
