import { isAnonymousVolume } from '../docker/volumeName';
import { asObject, type CallOptions, call, type Reached } from './connection';
import { objects, records, text, textMap } from './normalise';
import type { Volume } from './records';

/**
 * All volumes, or the one of exactly that name. Sizes are not told here: see `readDiskUsage`.
 *
 * @throws {EngineError}
 * @see Engine API, VolumeList: GET /volumes
 */
export async function listVolumes(
  engine: Reached,
  names?: readonly string[],
  options: CallOptions = {},
): Promise<readonly Volume[]> {
  // The engine's filter takes any volume whose name contains the text.
  const filters = names && { filters: JSON.stringify({ name: names }) };
  const answer: unknown = await call(options, abortSignal =>
    engine.docker.listVolumes({ ...filters, abortSignal } as object),
  );
  const found = records(objects(asObject(answer)['Volumes']), toVolume);
  return names ? found.filter(volume => names.includes(volume.name)) : found;
}

/**
 * A volume as the engine tells it, for showing as it is.
 *
 * @throws {EngineError} `notFound`
 * @see Engine API, VolumeInspect: GET /volumes/{name}
 */
export async function inspectVolume(
  engine: Reached,
  name: string,
  options: CallOptions = {},
): Promise<Record<string, unknown>> {
  const answer: unknown = await call(options, abortSignal =>
    engine.docker.getVolume(name).inspect({ abortSignal }),
  );
  return asObject(answer);
}

function toVolume(entry: Record<string, unknown>): Volume | undefined {
  const name = text(entry['Name']);
  if (name === '') return undefined;
  const labels = textMap(entry['Labels']);
  return {
    name,
    driver: text(entry['Driver']),
    scope: text(entry['Scope']),
    mountpoint: text(entry['Mountpoint']),
    createdAt: text(entry['CreatedAt']),
    labels,
    options: textMap(entry['Options']),
    anonymous: isAnonymousVolume(name, labels),
  };
}
