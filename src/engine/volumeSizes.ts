import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { asObject, type CallOptions, call, compare, dialStream, type Engine } from './connection';
import { EngineError } from './errors';
import { object, objects, text } from './normalise';

export interface VolumeSize {
  /** Undefined where the volume's driver does not tell. */
  readonly bytes: number | undefined;
  /** How many containers use it, running or not. */
  readonly users: number | undefined;
}

/** The engine walks through every file of every volume, and before 1.42 through the layers too. */
const patience = 300_000;

/**
 * The size of each volume, by name. Slow: never asked for unless the user does. The engine does
 * only one of these at a time and refuses a second; then it is asked again.
 *
 * @throws {EngineError} `timeout` after 5 min without another bound
 * @see Engine API, SystemDataUsage: GET /system/df
 */
export async function readVolumeSizes(
  engine: Engine,
  options: CallOptions = {},
): Promise<ReadonlyMap<string, VolumeSize>> {
  const canChoose = compare(engine.apiVersion, '1.42') >= 0;
  // dockerode's own `df` drops the choice of a type.
  const query = canChoose ? { type: 'volume' } : {};
  const request = { path: '/system/df?', method: 'GET', options: query };
  const answer = await call({ timeoutMs: patience, ...options }, async abortSignal => {
    for (;;) {
      try {
        return await json(await dialStream(engine.streams, { ...request, abortSignal }));
      } catch (error) {
        if (!/already running/.test(EngineError.from(error).message)) throw error;
        await sleep(500, undefined, { signal: abortSignal });
      }
    }
  });
  const volumes = objects(asObject(answer)['Volumes']);
  return new Map(
    volumes.map(volume => {
      const usage = object(volume['UsageData']);
      const size = { bytes: known(usage['Size']), users: known(usage['RefCount']) };
      return [text(volume['Name']), size];
    }),
  );
}

/** -1 stands for what the engine does not know. */
function known(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
