import type { RestartPolicy } from '../../docker/run/policy';
import type { CallOptions, Engine } from '../connection';
import { inspectContainer } from '../containers';
import { EngineError } from '../errors';
import { number, object, objects, text } from '../normalise';

/** What a swap has to know of a container at this moment. */
export interface Look {
  readonly id: string;
  readonly name: string;
  /** Also while paused; not between two runs of one that restarts again and again. */
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  readonly isRestarting: boolean;
  /** How often its policy has started it anew since it was started by hand. */
  readonly restarts: number;
  readonly exitCode: number;
  /** `starting`, `healthy`, `unhealthy`; empty without a health check. */
  readonly health: string;
  readonly restart: RestartPolicy;
  readonly volumes: readonly string[];
}

/** Undefined where no container has this id or name. */
export async function look(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<Look | undefined> {
  try {
    return toLook(await inspectContainer(engine, id, options));
  } catch (error) {
    if (EngineError.is(error, 'notFound')) return undefined;
    throw error;
  }
}

function toLook(answer: Record<string, unknown>): Look {
  const state = object(answer['State']);
  const restart = object(object(answer['HostConfig'])['RestartPolicy']);
  const isRestarting = state['Restarting'] === true;
  const health = text(object(state['Health'])['Status']);
  return {
    id: text(answer['Id']),
    name: text(answer['Name']).replace(/^\//, ''),
    isRunning: state['Running'] === true && !isRestarting,
    isPaused: state['Paused'] === true,
    isRestarting,
    restarts: number(answer['RestartCount']),
    exitCode: number(state['ExitCode']),
    health: health === 'none' ? '' : health,
    restart: {
      Name: text(restart['Name']) || 'no',
      MaximumRetryCount: number(restart['MaximumRetryCount']),
    },
    volumes: objects(answer['Mounts'])
      .map(mount => text(mount['Name']))
      .filter(name => name !== ''),
  };
}
