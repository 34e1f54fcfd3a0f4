import { EngineError } from '../errors';

const refusals = ['conflict', 'notFound', 'badRequest', 'server'] as const;

/**
 * Undefined where the engine refuses: a container that does not run, is paused or just went has
 * nothing to say, which is no failure.
 */
export async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (refusals.some(kind => EngineError.is(error, kind))) return undefined;
    throw error;
  }
}
