import type { CallOptions, Engine } from '../connection';
import { readInfo } from '../system';
import type { EngineInfo } from '../systemRecords';

/**
 * Which engine it is, wherever it is reached: its own id. Podman makes one up at each question, so
 * its machine and its folder stand for it.
 *
 * @throws {EngineError}
 */
export async function engineIdentity(engine: Engine, options: CallOptions = {}): Promise<string> {
  return identityOf(engine, await readInfo(engine, options));
}

export function identityOf({ about }: Engine, { id, name, rootDir }: EngineInfo): string {
  return about.product === 'Podman' || id === '' ? `${name}:${rootDir}` : id;
}
