import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { World } from './endpoint';
import { object, text } from './normalise';

/** Docker's own folder: config.json, contexts, certificates. */
export function configFolder({ env, home }: World): string {
  return env['DOCKER_CONFIG'] || path.join(home, '.docker');
}

/** What Docker's config.json says of where the engine is. */
export interface DockerConfig {
  /** Empty: the default one. */
  readonly currentContext: string;
  /** Why the file cannot be read; the docker CLI warns, and goes on without it, as we do. */
  readonly broken?: string;
}

/** Never throws: without the file, and with a broken one, nothing is said. */
export async function readDockerConfig(world: World): Promise<DockerConfig> {
  const file = path.join(configFolder(world), 'config.json');
  try {
    const config = object(JSON.parse(await fs.readFile(file, 'utf8')));
    return { currentContext: text(config['currentContext']) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { currentContext: '' };
    // The parser quotes what it could not read, which may be a login.
    const why = error instanceof SyntaxError ? 'not JSON' : message;
    return { currentContext: '', broken: `${file}: ${why}` };
  }
}
