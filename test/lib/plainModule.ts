import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repo } from './repo';

/** One of the modules beside this file that are plain JavaScript, since they also run before anything is built. */
export async function plainModule<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(path.join(repo, 'test/lib', name)).href)) as T;
}
