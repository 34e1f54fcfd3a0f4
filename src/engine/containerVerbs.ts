import type Docker from 'dockerode';
import type { ContainerUpdate } from '../docker/run/createRequest';
import { type CallOptions, call, type Engine } from './connection';
import { inspectContainer } from './containers';
import { EngineError } from './errors';
import { number, object } from './normalise';

/** What the engine itself may need besides the container's own grace; in milliseconds. */
const patience = 30_000;

/** Removing a large writable layer takes its time; in milliseconds. */
const removalPatience = 120_000;

/** `docker stop` without a StopTimeout of the container's own, in seconds. */
const usualGrace = 10;

/** A grace without end (-1) is bounded too: after a day nobody waits any more. In seconds. */
const longestGrace = 86_400;

/**
 * Starts a container. One that runs already counts as success (the engine answers 304).
 *
 * @throws {EngineError} `notFound`, `conflict`, `server` where its port is taken, its program or
 *   a mount is missing: `startFailure` tells them apart
 * @see Engine API, ContainerStart: POST /containers/{id}/start
 */
export async function startContainer(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<void> {
  await settled(
    call({ timeoutMs: patience, ...options }, abortSignal =>
      containerOf(engine, id).start({ abortSignal }),
    ),
  );
}

/**
 * Stops a container: its stop signal, then SIGKILL once the grace period is over.
 * One that is stopped already counts as success (the engine answers 304).
 *
 * @param options.graceSeconds the wait before the kill; without it, the container's own setting,
 *   else 10 s; -1: for ever
 * @throws {EngineError} `notFound` if it is gone
 * @see Engine API, ContainerStop: POST /containers/{id}/stop
 */
export async function stopContainer(
  engine: Engine,
  id: string,
  options: CallOptions & { readonly graceSeconds?: number } = {},
): Promise<void> {
  const { graceSeconds, ...rest } = options;
  const timeoutMs = await stopPatience(engine, id, options);
  const wish = graceSeconds === undefined ? {} : { t: graceSeconds };
  await settled(
    call({ timeoutMs, ...rest }, abortSignal =>
      containerOf(engine, id).stop({ ...wish, abortSignal }),
    ),
  );
}

/**
 * Stops a container as `stopContainer` does, if it runs, and starts it.
 *
 * @param options.graceSeconds as for `stopContainer`
 * @throws {EngineError} as `startContainer`
 * @see Engine API, ContainerRestart: POST /containers/{id}/restart
 */
export async function restartContainer(
  engine: Engine,
  id: string,
  options: CallOptions & { readonly graceSeconds?: number } = {},
): Promise<void> {
  const { graceSeconds, ...rest } = options;
  const timeoutMs = (await stopPatience(engine, id, options)) + patience;
  const wish = graceSeconds === undefined ? {} : { t: graceSeconds };
  await call({ timeoutMs, ...rest }, abortSignal =>
    containerOf(engine, id).restart({ ...wish, abortSignal }),
  );
}

/**
 * Freezes all processes of a container.
 *
 * @throws {EngineError} `notFound`, `conflict` where it does not run or is paused already
 * @see Engine API, ContainerPause: POST /containers/{id}/pause
 */
export async function pauseContainer(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<void> {
  await call(options, abortSignal => containerOf(engine, id).pause({ abortSignal }));
}

/**
 * Lets a frozen container go on.
 *
 * @throws {EngineError} `notFound`, `conflict` (`server` on 20.10) where it is not paused
 * @see Engine API, ContainerUnpause: POST /containers/{id}/unpause
 */
export async function unpauseContainer(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<void> {
  await call(options, abortSignal => containerOf(engine, id).unpause({ abortSignal }));
}

/**
 * Sends a signal to a container's main process. It does not wait for what that does then.
 *
 * @param signalName `SIGTERM`, `TERM` or `15`
 * @throws {EngineError} `notFound`, `conflict` where it does not run, `badRequest` for no signal
 * @see Engine API, ContainerKill: POST /containers/{id}/kill
 */
export async function killContainer(
  engine: Engine,
  id: string,
  signalName: string,
  options: CallOptions = {},
): Promise<void> {
  // The engine itself waits up to 10 s where SIGKILL does not end it.
  await call({ timeoutMs: patience, ...options }, abortSignal =>
    containerOf(engine, id).kill({ signal: signalName, abortSignal }),
  );
}

/**
 * Gives a container another name.
 *
 * @throws {EngineError} `notFound`, `conflict` where the name is taken, `badRequest` (`server` on
 *   20.10) where it cannot be a name or is the same
 * @see Engine API, ContainerRename: POST /containers/{id}/rename
 */
export async function renameContainer(
  engine: Engine,
  id: string,
  name: string,
  options: CallOptions = {},
): Promise<void> {
  // dockerode would put all of it into the body as well.
  await call(options, abortSignal =>
    engine.docker.getContainer(id).rename({ _query: { name }, _body: {}, abortSignal }),
  );
}

/**
 * Changes what the engine changes of a container as it is, running or not: its limits and its
 * restart policy. Fields that are not there stay as they are, and so do limits of nought.
 *
 * @throws {EngineError} `notFound`, `badRequest` (`server` on 20.10) where a limit is refused
 * @see Engine API, ContainerUpdate: POST /containers/{id}/update
 */
export async function updateContainer(
  engine: Engine,
  id: string,
  body: ContainerUpdate,
  options: CallOptions = {},
): Promise<void> {
  await call({ timeoutMs: patience, ...options }, abortSignal =>
    engine.docker.getContainer(id).update({ ...body, abortSignal }),
  );
}

/**
 * Removes a container and its writable layer. One that is gone, or just going, counts as success.
 *
 * @param options.force ends it first by SIGKILL, where it runs
 * @param options.volumes also its anonymous volumes, those that no other container uses
 * @throws {EngineError} `conflict` where it runs and force was not asked for
 * @see Engine API, ContainerDelete: DELETE /containers/{id}
 */
export async function removeContainer(
  engine: Engine,
  id: string,
  options: CallOptions & { readonly force?: boolean; readonly volumes?: boolean } = {},
): Promise<void> {
  const { force = false, volumes = false, ...rest } = options;
  const wish = { ...(force && { force: true }), ...(volumes && { v: true }) };
  try {
    await call({ timeoutMs: removalPatience, ...rest }, abortSignal =>
      containerOf(engine, id).remove({ ...wish, abortSignal }),
    );
  } catch (error) {
    if (EngineError.is(error, 'notFound')) return;
    if (EngineError.is(error, 'conflict') && /already in progress/i.test(error.message)) return;
    throw error;
  }
}

/** These may last long, and shall not keep the few connections of the short calls busy. */
function containerOf(engine: Engine, id: string): Docker.Container {
  return engine.streams.getContainer(id);
}

/** 304: it is as it was asked to be. */
async function settled(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(EngineError.is(error) && error.status === 304)) throw error;
  }
}

async function stopPatience(
  engine: Engine,
  id: string,
  options: CallOptions & { readonly graceSeconds?: number },
): Promise<number> {
  const grace = options.graceSeconds ?? (await ownGrace(engine, id, options.signal));
  return (grace < 0 ? longestGrace : Math.min(grace, longestGrace)) * 1000 + patience;
}

async function ownGrace(
  engine: Engine,
  id: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const config = object((await inspectContainer(engine, id, { signal }))['Config']);
  return typeof config['StopTimeout'] === 'number' ? number(config['StopTimeout']) : usualGrace;
}
