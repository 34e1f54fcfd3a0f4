import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { startFailure } from '../docker/startFailure';
import { EngineError } from '../engine/errors';

/** Why a container could not start, and the cure; nothing where the engine's sentence is all. */
export function startCure(message: string): string | undefined {
  const { kind, about } = startFailure(message);
  const what = plain(about, 80);
  switch (kind) {
    case 'port':
      return what === ''
        ? l10n.t('A port is taken already: free it, or publish another.')
        : l10n.t('Port {0} is taken already: free it, or publish another.', what);
    case 'program':
      return l10n.t('The image cannot run "{0}": check the command.', what);
    case 'platform':
      return l10n.t('The image is made for another processor: pull it for this platform.');
    case 'mount':
      return l10n.t('"{0}" cannot be mounted: check the path on the engine’s host.', what);
    case 'network':
      return l10n.t(
        'The container "{0}", whose network it shares, is not running: start it.',
        what,
      );
    case 'networkGone':
      return l10n.t('The network "{0}" is gone: create it again, or use another.', what);
    case 'user':
      return l10n.t('The image has no user or group "{0}": check the name.', what);
    case 'other':
      return undefined;
  }
}

/**
 * Puts the cure in front of what the engine said of a start.
 *
 * @throws always
 */
export function asStartError(error: unknown): never {
  const cure = EngineError.is(error) ? startCure(error.message) : undefined;
  if (cure === undefined) throw error;
  const own = plain((error as EngineError).message);
  throw new Error(`${cure} ${own}`, { cause: error });
}
