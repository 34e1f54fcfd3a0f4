import { setTimeout as pause } from 'node:timers/promises';
import { asObject, type CallOptions, call, compare, type Engine } from './connection';
import { EngineError } from './errors';
import { OutputText } from './frames';
import { hijack, type Talk } from './hijack';
import { number } from './normalise';
import { resize, type TerminalSize } from './resize';

export interface ExecWish {
  readonly command: readonly string[];
  /** A terminal: one raw output, and what is typed is echoed. */
  readonly tty: boolean;
  readonly stdin: boolean;
  /** `name`, `uid` or `user:group`; without it the container's own. */
  readonly user?: string | undefined;
  /** Absolute; without it the container's own. */
  readonly workingDir?: string | undefined;
  /** `NAME=value`, added to the container's own. */
  readonly env?: readonly string[];
  /** The terminal's first size; older engines get it by `resizeExec` alone. */
  readonly size?: TerminalSize | undefined;
}

export interface Exec extends Talk {
  readonly id: string;
}

/**
 * Runs a program in a running container. Neither `close` nor the signal ends that program: no
 * call of the engine does (moby#9098).
 *
 * @throws {EngineError} `notFound`, `conflict` where the container does not run or is paused,
 *   `badRequest` where it has no such user (28; older ones tell it as output)
 * @see Engine API, ContainerExec: POST /containers/{id}/exec, ExecStart: POST /exec/{id}/start
 */
export async function startExec(
  engine: Engine,
  container: string,
  wish: ExecWish,
  options: CallOptions = {},
): Promise<Exec> {
  const { tty, size } = wish;
  const create = {
    Cmd: [...wish.command],
    Tty: tty,
    AttachStdin: wish.stdin,
    AttachStdout: true,
    AttachStderr: true,
    ...(wish.user && { User: wish.user }),
    ...(wish.workingDir && { WorkingDir: wish.workingDir }),
    ...(wish.env && { Env: [...wish.env] }),
  };
  const { id } = await call(options, abortSignal =>
    engine.docker.getContainer(container).exec({ ...create, abortSignal }),
  );
  const sized = tty && size && compare(engine.apiVersion, '1.42') >= 0;
  const body = {
    Detach: false,
    Tty: tty,
    ...(sized && { ConsoleSize: [size.rows, size.columns] }),
  };
  const talk = await hijack(engine, { path: `/exec/${id}/start`, body, tty }, options);
  return { ...talk, id };
}

/**
 * @throws {EngineError} `conflict` or `server` where the program does not run (any more)
 * @see Engine API, ExecResize: POST /exec/{id}/resize
 */
export function resizeExec(
  engine: Engine,
  id: string,
  size: TerminalSize,
  options: CallOptions = {},
): Promise<void> {
  return resize(engine, `/exec/${id}`, size, options);
}

/** How a program that was run by exec stands. */
export type ExecState =
  | { readonly kind: 'running' }
  | { readonly kind: 'exited'; readonly code: number }
  /** It never ran: not found, no such user or folder. The output has the runtime's words. */
  | { readonly kind: 'notStarted'; readonly code: number };

/**
 * How a program stands. A connection that breaks looks like a program that ended, so whoever
 * reads the end of its output has to ask.
 *
 * @throws {EngineError} `notFound` where the engine has forgotten it, as after its own restart
 * @see Engine API, ExecInspect: GET /exec/{id}/json
 */
export async function readExec(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<ExecState> {
  const answer = asObject(
    await call(options, abortSignal =>
      engine.docker.getExec(id).inspect({ abortSignal } as object),
    ),
  );
  if (answer['Running'] === true || typeof answer['ExitCode'] !== 'number') {
    return { kind: 'running' };
  }
  const code = answer['ExitCode'];
  // Podman gives no process number once it has ended, but answers the start with an error.
  const started = number(answer['Pid']) > 0 || ![126, 127].includes(code);
  return { kind: started ? 'exited' : 'notStarted', code };
}

/** As `readExec` once its output has ended, which some engines note a little later. */
export async function readEndedExec(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<ExecState> {
  for (let tries = 1; ; tries++) {
    const state = await readExec(engine, id, options);
    if (state.kind !== 'running' || tries === 6) return state;
    await pause(tries * 30);
  }
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is kept of a short command's output, in characters. */
const mostOutput = 1_000_000;

/**
 * Runs a short command to its end.
 *
 * @throws {EngineError} also `timeout` where it does not end, and goes on
 */
export async function runExec(
  engine: Engine,
  container: string,
  wish: Omit<ExecWish, 'tty' | 'stdin' | 'size'>,
  options: CallOptions = {},
): Promise<CommandResult> {
  return call(options, async signal => {
    const own = { ...options, signal };
    const exec = await startExec(engine, container, { ...wish, tty: false, stdin: false }, own);
    const text = new OutputText();
    const result = { stdout: '', stderr: '' };
    for await (const piece of exec.output) {
      const more = text.decode(piece);
      if (result[piece.from].length < mostOutput) result[piece.from] += more;
    }
    const state = await readEndedExec(engine, exec.id, own);
    if (state.kind === 'running') throw new EngineError('unreachable', 'the connection broke');
    return { code: state.code, ...result };
  });
}
