import { EngineError } from './errors';

/** What was asked for; undefined where the engine has no such thing. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (EngineError.is(error, 'notFound')) return undefined;
    throw error;
  }
}
