import type { CallOptions, Engine } from './connection';
import { inspectContainer } from './containers';
import { number, object, text, texts } from './normalise';

/** What whoever talks to a container has to know of it at this moment. */
export interface ContainerNow {
  /** Without the leading slash. */
  readonly name: string;
  /** Also while paused. */
  readonly running: boolean;
  readonly paused: boolean;
  /** Its restart policy is about to start it again. */
  readonly restarting: boolean;
  /** Of the last run. */
  readonly exitCode: number;
  /** RFC 3339; of the last start, the zero time before the first. */
  readonly startedAt: string;
  readonly tty: boolean;
  readonly openStdin: boolean;
  /** Its input ends when the first who attached leaves. */
  readonly stdinOnce: boolean;
  /** `NAME=value` */
  readonly env: readonly string[];
  /** `json-file`, `none` … */
  readonly logDriver: string;
}

/**
 * @throws {EngineError} `notFound`
 * @see Engine API, ContainerInspect: GET /containers/{id}/json
 */
export async function readContainerNow(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<ContainerNow> {
  const answer = await inspectContainer(engine, id, options);
  const state = object(answer['State']);
  const config = object(answer['Config']);
  return {
    name: text(answer['Name']).replace(/^\//, ''),
    running: state['Running'] === true && state['Restarting'] !== true,
    paused: state['Paused'] === true,
    restarting: state['Restarting'] === true,
    exitCode: number(state['ExitCode']),
    startedAt: text(state['StartedAt']),
    tty: config['Tty'] === true,
    openStdin: config['OpenStdin'] === true,
    stdinOnce: config['StdinOnce'] === true,
    env: texts(config['Env']),
    logDriver: text(object(object(answer['HostConfig'])['LogConfig'])['Type']),
  };
}
