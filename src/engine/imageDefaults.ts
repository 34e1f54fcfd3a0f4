import type { CallOptions, Reached } from './connection';
import { inspectImage } from './images';
import { object, text, textMap, texts } from './normalise';

/** What a container has of its image where its own maker says nothing. */
export interface ImageDefaults {
  /** `linux/arm64/v8`. */
  readonly platform: string;
  /** `80/tcp`. */
  readonly exposed: readonly string[];
  readonly env: readonly string[];
  readonly volumes: readonly string[];
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly user: string;
  readonly workingDir: string;
  readonly stopSignal: string;
  /** `CMD-SHELL` or `CMD` and what follows it, `NONE`; empty: none. */
  readonly healthTest: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * @param name as `docker run` takes it
 * @throws {EngineError} `notFound`
 * @see Engine API, ImageInspect: GET /images/{name}/json
 */
export async function readImageDefaults(
  engine: Reached,
  name: string,
  options: CallOptions = {},
): Promise<ImageDefaults> {
  const answer = await inspectImage(engine, name, options);
  const config = object(answer['Config']);
  const platform = [text(answer['Os']), text(answer['Architecture']), text(answer['Variant'])];
  return {
    platform: platform.filter(part => part !== '').join('/'),
    exposed: Object.keys(object(config['ExposedPorts'])),
    env: texts(config['Env']),
    volumes: Object.keys(object(config['Volumes'])),
    command: texts(config['Cmd']),
    entrypoint: texts(config['Entrypoint']),
    user: text(config['User']),
    workingDir: text(config['WorkingDir']),
    stopSignal: text(config['StopSignal']),
    healthTest: texts(object(config['Healthcheck'])['Test']),
    labels: textMap(config['Labels']),
  };
}
