import { asObject, type CallOptions, call, type Engine } from './connection';
import { EngineError } from './errors';
import { hijack, type Talk } from './hijack';
import { number } from './normalise';
import { resize, type TerminalSize } from './resize';

/**
 * Takes part in a container's main process: what it prints from now on, and its input. Closing
 * it leaves the process alone, unless its input is one that ends with the first who attached
 * (`StdinOnce`, without a TTY): then it reads an end of file.
 *
 * @param wish `tty` as the container was made
 * @throws {EngineError} `notFound`, `conflict`
 * @see Engine API, ContainerAttach: POST /containers/{id}/attach
 */
export function attachContainer(
  engine: Engine,
  container: string,
  wish: { readonly tty: boolean; readonly stdin: boolean },
  options: CallOptions = {},
): Promise<Talk> {
  const query = {
    stream: '1',
    stdout: '1',
    stderr: '1',
    ...(wish.stdin && { stdin: '1' }),
  };
  const path = `/containers/${container}/attach`;
  return hijack(engine, { path, query, tty: wish.tty }, options);
}

/**
 * @throws {EngineError} `conflict` where it does not run
 * @see Engine API, ContainerResize: POST /containers/{id}/resize
 */
export function resizeContainer(
  engine: Engine,
  container: string,
  size: TerminalSize,
  options: CallOptions = {},
): Promise<void> {
  return resize(engine, `/containers/${container}`, size, options);
}

/**
 * The code with which a container ends; waits until then, also for one that is removed at once.
 *
 * @param until `next-exit` for one that is still to be started
 * @throws {EngineError} `cancelled` by the signal, or when the connection breaks
 * @see Engine API, ContainerWait: POST /containers/{id}/wait
 */
export async function waitForExit(
  engine: Engine,
  container: string,
  signal: AbortSignal,
  until: 'not-running' | 'next-exit' = 'not-running',
): Promise<number> {
  // No bound: setTimeout's greatest, some 24 days.
  const answer: unknown = await call({ signal, timeoutMs: 2 ** 31 - 1 }, abortSignal =>
    engine.streams.getContainer(container).wait({ condition: until, abortSignal }),
  );
  const code = asObject(answer)['StatusCode'];
  if (typeof code !== 'number') throw new EngineError('badAnswer', 'no exit code');
  return number(code);
}
