import { type CallOptions, call, type Engine } from './connection';

/** Of a terminal, in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Sets a terminal's size. dockerode's own takes Podman's answer (201) for a failure.
 *
 * @throws {EngineError} `conflict` or `server` where the process does not run
 * @see Engine API, ExecResize, ContainerResize
 */
export function resize(
  engine: Engine,
  path: string,
  { columns, rows }: TerminalSize,
  options: CallOptions = {},
): Promise<void> {
  const request = {
    path: `${path}/resize?`,
    method: 'POST',
    statusCodes: { 200: true, 201: true },
    options: { h: rows, w: columns },
  };
  return call(
    options,
    abortSignal =>
      new Promise((resolve, reject) => {
        engine.docker.modem.dial({ ...request, abortSignal }, error =>
          error ? reject(error) : resolve(),
        );
      }),
  );
}
