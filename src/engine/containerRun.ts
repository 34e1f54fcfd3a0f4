import { type CallOptions, call, type Engine } from './connection';

/** A volume that is filled from the image is copied while creating; in milliseconds. */
const patience = 120_000;

/** As the engine takes it: what is in the query, and the rest. */
export interface CreateWish {
  /** Without one the engine makes one up. */
  readonly name?: string | undefined;
  /** `linux/arm64`; an engine that does not know of it (before API 1.41) takes no notice. */
  readonly platform?: string | undefined;
  readonly body: object;
}

/**
 * Makes a container, and does not start it.
 *
 * @returns its id
 * @throws {EngineError} `notFound` without the image (or the network's container), `conflict`
 *   where the name is taken, `badRequest`
 * @see Engine API, ContainerCreate: POST /containers/create
 */
export async function createContainer(
  engine: Engine,
  { name, platform, body }: CreateWish,
  options: CallOptions = {},
): Promise<string> {
  // Left to itself, dockerode puts the whole body into the address too, secrets and all.
  const query = { ...(name && { name }), ...(platform && { platform }) };
  const request = { _query: query, _body: body };
  const container = await call({ timeoutMs: patience, ...options }, abortSignal =>
    engine.streams.createContainer({ ...request, abortSignal } as object),
  );
  return container.id;
}
