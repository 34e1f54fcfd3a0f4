import * as vscode from 'vscode';
import { EngineError, type EngineErrorKind } from '../engine/errors';
import { plain } from '../docker/plainText';

/** What each kind means, and the cure, in one sentence. The engine's own words come behind it. */
export function explain(kind: EngineErrorKind): string {
  const { t } = vscode.l10n;
  const sentences: Readonly<Record<EngineErrorKind, string>> = {
    absent: t('No Docker engine was found. Install or start one, then try again.'),
    permission: t('You may not open the Docker socket. Join the group "docker", then sign in anew.'),
    unreachable: t('The connection to the Docker engine broke. It is tried again by itself.'),
    timeout: t('The Docker engine did not answer in time.'),
    tls: t('The secure connection to the Docker engine failed. Check its certificates.'),
    badEndpoint: t('The address of the Docker engine cannot be used. Check the setting "slipway.host".'),
    version: t('The Docker engine speaks no API version that Slipway speaks. Update it.'),
    badAnswer: t('The Docker engine gave an answer that cannot be read.'),
    notFound: t('It is no longer there.'),
    conflict: t('The Docker engine refuses, as something else stands in the way.'),
    badRequest: t('The Docker engine does not accept this.'),
    unauthorized: t('The registry denies access. Sign in with "docker login", or check the name.'),
    unsupported: t('This engine cannot do that.'),
    server: t('The Docker engine reports an error.'),
    cancelled: t('Cancelled.'),
  };
  return sentences[kind];
}

/** Shows an error once: the meaning, the engine's own sentence, and a way to the log. */
export function showError(error: unknown, log: vscode.LogOutputChannel): void {
  const { t } = vscode.l10n;
  const show = t('Show Log');
  void vscode.window.showErrorMessage(sentenceOf(error), show).then(chosen => {
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
