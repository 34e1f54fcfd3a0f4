import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { type RunSpec, textOf } from '../docker/run/spec';
import { type Secret, withoutSecrets } from '../docker/run/toldRun';
import { EngineError } from '../engine/errors';
import { problemText } from '../ui/problems';
import { sentenceOf } from '../ui/showError';
import { startCure } from '../ui/startFailure';

/** A run that failed, in words, with what the container printed last. */
export class RunFailure extends Error {
  constructor(
    message: string,
    readonly log: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** A name of the engine's, as a sentence shows it. */
export function shown(name: string): string {
  return plain(name, 200);
}

/** The engine's error without the secrets that it repeats: before any of it is cut short. */
export function unsecret(error: unknown, secrets: readonly Secret[]): unknown {
  if (!EngineError.is(error) || secrets.length === 0) return error;
  const { kind, message, status, code, looked } = error;
  return new EngineError(kind, withoutSecrets(message, secrets), status, code, looked);
}

/** Why a container could not be made. */
export function createError(error: unknown, spec: RunSpec, lacksImage: boolean): unknown {
  if (!EngineError.is(error)) return error;
  const name = textOf(spec, 'name');
  if (error.kind === 'conflict' && name !== '' && /name .*in use/i.test(error.message)) {
    return new Error(problemText({ code: 'name.taken', args: [name] }), { cause: error });
  }
  if (lacksImage && textOf(spec, 'pull') === 'never') {
    const sentence = l10n.t(
      'The image "{0}" is not here, and is not to be pulled: pull it, or choose another.',
      shown(spec.image),
    );
    return new Error(sentence, { cause: error });
  }
  return withCure(error);
}

/** Why a container could not be started, and what became of it. */
export function startError(
  error: unknown,
  name: string,
  fate: 'removed' | 'kept',
  log: string,
): RunFailure {
  const why = sentenceOf(EngineError.is(error) ? withCure(error) : error);
  const then =
    fate === 'removed'
      ? l10n.t('The container "{0}" was removed again.', shown(name))
      : l10n.t('The container "{0}" is still there.', shown(name));
  return new RunFailure(`${why} ${then}`, log, error);
}

/** The cure in front of the engine's own sentence, where one is known. */
function withCure(error: EngineError): Error {
  const cure = startCure(error.message);
  return cure === undefined
    ? error
    : new Error(`${cure} ${plain(error.message, 1000)}`, { cause: error });
}
