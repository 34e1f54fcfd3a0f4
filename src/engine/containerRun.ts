import type { CreateBody } from '../docker/createBody';
import { type CallOptions, call, type Engine } from './connection';

/** A volume that is filled from the image is copied while creating; in milliseconds. */
const patience = 120_000;

/**
 * Makes a container, and does not start it.
 *
 * @param name without one the engine makes one up
 * @returns its id
 * @throws {EngineError} `notFound` without the image (or the network's container), `conflict`
 *   where the name is taken, `badRequest`
 * @see Engine API, ContainerCreate: POST /containers/create
 */
export async function createContainer(
  engine: Engine,
  body: CreateBody,
  name: string | undefined,
  options: CallOptions = {},
): Promise<string> {
  // Left to itself, dockerode puts the whole body into the address too, secrets and all.
  const request = { _query: { ...(name && { name }) }, _body: body };
  const container = await call({ timeoutMs: patience, ...options }, abortSignal =>
    engine.streams.createContainer({ ...request, abortSignal } as object),
  );
  return container.id;
}
