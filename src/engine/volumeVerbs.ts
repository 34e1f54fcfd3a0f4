import type Docker from 'dockerode';
import { asObject, type CallOptions, call, type Engine } from './connection';
import { text } from './normalise';

export interface VolumeWish {
  /** Without one the engine makes up a name of 64 digits. */
  readonly name?: string;
  /** @default `local` */
  readonly driver?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A driver of the network may have to reach its server; in milliseconds. */
const driverPatience = 60_000;

/**
 * Makes a volume. One of that name that is there already counts as success if its driver is the
 * same, and keeps its options and labels: look before, the engine does not tell.
 *
 * @returns its name
 * @throws {EngineError} `conflict` where the name is another driver's, `notFound` without the driver
 * @see Engine API, VolumeCreate: POST /volumes/create
 */
export async function createVolume(
  engine: Engine,
  wish: VolumeWish,
  options: CallOptions = {},
): Promise<string> {
  const body = {
    ...(wish.name && { Name: wish.name }),
    Driver: wish.driver || 'local',
    DriverOpts: { ...wish.options },
    Labels: { ...wish.labels },
  };
  const answer: unknown = await call({ timeoutMs: driverPatience, ...options }, abortSignal =>
    engine.docker.createVolume({ ...body, abortSignal } as object),
  );
  return text(asObject(answer)['Name']) || text(asObject(answer)['name']);
}

/**
 * Removes a volume with all that is in it.
 *
 * @throws {EngineError} `notFound`, `conflict` where a container uses it, stopped or not
 * @see Engine API, VolumeDelete: DELETE /volumes/{name}
 */
export async function removeVolume(
  engine: Engine,
  name: string,
  options: CallOptions = {},
): Promise<void> {
  await call({ timeoutMs: driverPatience, ...options }, abortSignal =>
    volumeAt(engine, name).remove({ abortSignal } as object),
  );
}

/** dockerode puts a name into the path as it is; other drivers than local allow any character. */
function volumeAt(engine: Engine, name: string): Docker.Volume {
  return engine.docker.getVolume(encodeURIComponent(name));
}
