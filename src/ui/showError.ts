import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { EngineError, type EngineErrorKind } from '../engine/errors';
import { unlinked } from './unlinked';

/** What each kind means, and the cure, in one sentence. The engine's own words come behind it. */
export function explain(kind: EngineErrorKind): string {
  const sentences: Readonly<Record<EngineErrorKind, string>> = {
    absent: l10n.t('No Docker engine was found. Install or start one, then try again.'),
    permission: l10n.t(
      'You may not open the Docker socket. Join the group "docker", then sign in anew.',
    ),
    unreachable: l10n.t('The connection to the Docker engine broke. It is tried again by itself.'),
    timeout: l10n.t('The Docker engine did not answer in time.'),
    tls: l10n.t('The secure connection to the Docker engine failed. Check its certificates.'),
    badEndpoint: l10n.t(
      'The address of the Docker engine cannot be used. Check the setting "slipway.host".',
    ),
    version: l10n.t('The Docker engine speaks no API version that Slipway speaks. Update it.'),
    badAnswer: l10n.t('The Docker engine gave an answer that cannot be read.'),
    notFound: l10n.t('It is no longer there.'),
    conflict: l10n.t('The Docker engine refuses, as something else stands in the way.'),
    badRequest: l10n.t('The Docker engine does not accept this.'),
    unauthorized: l10n.t(
      'The registry denies access. Sign in with "docker login", or check the name.',
    ),
    unsupported: l10n.t('This engine cannot do that.'),
    server: l10n.t('The Docker engine reports an error.'),
    cancelled: l10n.t('Cancelled.'),
  };
  return sentences[kind];
}

/** Shows an error once: the meaning, the engine's own sentence, and a way to the log. */
export function showError(error: unknown, log: vscode.LogOutputChannel): void {
  const show = l10n.t('Show Log');
  void vscode.window.showErrorMessage(unlinked(sentenceOf(error)), show).then(chosen => {
    if (chosen === show) log.show();
  });
}

/** One line for lists and summaries. */
export function sentenceOf(error: unknown): string {
  if (!EngineError.is(error)) return plain(error instanceof Error ? error.message : String(error));
  const meaning = explain(error.kind);
  const own = error.status === undefined ? '' : plain(error.message);
  return own === '' ? meaning : `${meaning} ${own}`;
}
