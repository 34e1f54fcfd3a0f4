import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { familiarReference, type Reference, withDefaultTag } from '../docker/reference';
import { hubDomain } from '../docker/referenceGrammar';
import { type RegistryFailure, registryFailure } from '../docker/registryFailure';
import { EngineError } from '../engine/errors';
import type { LoginAnswer, LoginProblem } from '../engine/registryAuth';
import { named } from '../trees/words';
import { explain } from '../ui/showError';

/** What a failed pull means, with the cure, and the engine's own sentence behind it. */
export function pullError(error: unknown, reference: Reference, answer: LoginAnswer): unknown {
  if (!EngineError.is(error) || error.status === undefined) return error;
  const meaning = meaningOf(registryFailure(error.message), reference, answer);
  if (meaning === undefined) return error;
  return new PullError(meaning, error);
}

/** What it means alone, without the engine's own sentence; undefined where that is not known. */
export function pullSentence(error: unknown): string | undefined {
  if (error instanceof PullError) return error.meaning;
  return EngineError.is(error) && error.status === undefined ? explain(error.kind) : undefined;
}

class PullError extends Error {
  constructor(
    readonly meaning: string,
    cause: EngineError,
  ) {
    super(`${meaning} ${plain(cause.message, 500)}`, { cause });
  }
}

function meaningOf(
  failure: RegistryFailure,
  reference: Reference,
  { login, problem }: LoginAnswer,
): string | undefined {
  const registry = named(reference.domain);
  const name = named(familiarReference(withDefaultTag(reference)));
  const command = reference.domain === hubDomain ? 'docker login' : `docker login ${registry}`;
  switch (failure) {
    case 'notFound':
      return l10n.t('The registry has no "{0}": check the name and the tag.', name);
    case 'notFoundOrDenied':
    case 'denied':
      if (login)
        return l10n.t(
          'Your login may not pull "{0}": check the name, or sign in anew with "{1}".',
          name,
          command,
        );
      if (problem)
        return `${l10n.t('The registry {0} wants a login.', registry)} ${loginProblemText(problem)}`;
      return failure === 'denied'
        ? l10n.t(
            'The registry {0} wants a login: sign in with "{1}" in a terminal.',
            registry,
            command,
          )
        : l10n.t(
            '"{0}" does not exist or is private: check the name, or sign in with "{1}" in a terminal.',
            name,
            command,
          );
    case 'rateLimit':
      return l10n.t(
        'The registry {0} limits how often you pull: wait, or sign in with "{1}".',
        registry,
        command,
      );
    case 'noNetwork':
      return l10n.t(
        'The engine cannot reach the registry {0}: check its name, the network and the proxy of the engine.',
        registry,
      );
    case 'certificate':
      return l10n.t(
        'The engine does not trust the certificate of {0}: put its authority into /etc/docker/certs.d/{0}/ca.crt where the engine runs.',
        registry,
      );
    case 'plainHttp':
      return l10n.t(
        'The registry {0} speaks HTTP without TLS: add it to "insecure-registries" in the configuration of the engine.',
        registry,
      );
    case 'platform':
      return l10n.t('"{0}" is not made for the platform of this engine.', name);
    case 'noSpace':
      return l10n.t('The disk of the engine is full: prune images, containers or volumes first.');
    default:
      return undefined;
  }
}

/** Why the login that `docker login` left could not be read. Never holds a secret. */
export function loginProblemText(problem: LoginProblem): string {
  if (problem.kind === 'config') {
    const { file, message } = problem;
    return l10n.t('Docker’s configuration {0} cannot be read: {1}', named(file), named(message));
  }
  const helper = named(problem.helper);
  const texts = {
    missing: l10n.t('The login helper "{0}" is not installed.', helper),
    timeout: l10n.t('The login helper "{0}" did not answer in time.', helper),
    failed: l10n.t('The login helper "{0}" failed: {1}', helper, named(problem.message)),
    answer: l10n.t('The login helper "{0}" gave an answer that cannot be read.', helper),
  };
  return texts[problem.kind];
}
