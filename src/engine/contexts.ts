import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { configFolder } from './dockerConfig';
import type { TlsFiles, World } from './endpoint';
import { bad } from './endpointUrl';
import { object, text } from './normalise';

/** A context of Docker's, as far as it names an engine. */
export interface Context {
  readonly name: string;
  /** Empty: the platform's default. */
  readonly host: string;
  readonly tls?: TlsFiles;
}

/**
 * Reads a context by its name from Docker's store: a folder named after the name's hash.
 *
 * @throws {EngineError} `badEndpoint`: `noContext` (the message is its name), or `brokenContext`
 *   (the message is the file and what is wrong with it)
 */
export async function readContext(name: string, world: World): Promise<Context> {
  const hash = createHash('sha256').update(name).digest('hex');
  const store = path.join(configFolder(world), 'contexts');
  const file = path.join(store, 'meta', hash, 'meta.json');
  const docker = endpointOf(await readMeta(name, file), file);
  const tls = await tlsOf(
    path.join(store, 'tls', hash, 'docker'),
    docker['SkipTLSVerify'] !== true,
  );
  return { name, host: text(docker['Host']), ...(tls && { tls }) };
}

async function readMeta(name: string, file: string): Promise<Record<string, unknown>> {
  let content: string;
  try {
    content = await fs.readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw bad('noContext', name);
    throw bad('brokenContext', message); // it names the file
  }
  try {
    return object(JSON.parse(content));
  } catch (error) {
    throw bad('brokenContext', `${file}: ${(error as Error).message}`);
  }
}

/** A context may be for something else altogether, and say nothing of an engine. */
function endpointOf(meta: Record<string, unknown>, file: string): Record<string, unknown> {
  const docker = object(meta['Endpoints'])['docker'];
  if (typeof docker !== 'object' || docker === null) throw bad('brokenContext', file);
  return object(docker);
}

/** Docker uses TLS where a context has any of the files, or says not to verify. */
async function tlsOf(folder: string, verify: boolean): Promise<TlsFiles | undefined> {
  const files = await presentTlsFiles(folder);
  return Object.keys(files).length === 0 && verify ? undefined : { ...files, verify };
}

/** Those of `ca.pem`, `cert.pem` and `key.pem` that are in a folder. */
export async function presentTlsFiles(folder: string): Promise<Omit<TlsFiles, 'verify'>> {
  const names = ['ca', 'cert', 'key'] as const;
  const found = await Promise.all(
    names.map(async name => {
      const file = path.join(folder, `${name}.pem`);
      const there = await fs.stat(file).then(
        () => true,
        error => (error as NodeJS.ErrnoException).code !== 'ENOENT',
      );
      return there ? ([name, file] as const) : undefined;
    }),
  );
  return Object.fromEntries(found.filter(entry => entry !== undefined));
}
