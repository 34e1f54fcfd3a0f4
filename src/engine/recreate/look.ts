import type { RestartPolicy } from '../../docker/run/policy';
import type { CallOptions, Engine } from '../connection';
import { inspectContainer } from '../containers';
import { ifThere } from '../ifThere';
import { number, object, objects, text, texts } from '../normalise';

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
  /** The volumes that it mounts. */
  readonly volumes: readonly string[];
  /** Those of them that were made with it, without a name: nobody asked for them by it. */
  readonly ownVolumes: readonly string[];
}

/** Undefined where no container has this id or name. */
export async function look(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<Look | undefined> {
  const answer = await ifThere(inspectContainer(engine, id, options));
  return answer && toLook(answer);
}

function toLook(answer: Record<string, unknown>): Look {
  const state = object(answer['State']);
  const host = object(answer['HostConfig']);
  const restart = object(host['RestartPolicy']);
  const isRestarting = state['Restarting'] === true;
  const health = text(object(state['Health'])['Status']);
  const volumes = volumesOf(answer['Mounts'], 'Name');
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
    volumes,
    ownVolumes: ownVolumes(volumes, host),
  };
}

function volumesOf(mounts: unknown, key: 'Name' | 'Source'): readonly string[] {
  return objects(mounts)
    .filter(mount => mount['Type'] === 'volume')
    .map(mount => text(mount[key]))
    .filter(name => name !== '');
}

/** What it has of another container's cannot be told from its own: then none is. */
function ownVolumes(volumes: readonly string[], host: Record<string, unknown>): readonly string[] {
  if (texts(host['VolumesFrom']).length > 0) return [];
  const asked = new Set([
    ...texts(host['Binds']).map(bind => bind.split(':')[0] ?? ''),
    ...volumesOf(host['Mounts'], 'Source'),
  ]);
  return volumes.filter(name => /^[0-9a-f]{64}$/.test(name) && !asked.has(name));
}
