import { asList, asObject, type CallOptions, call, type Reached } from './connection';
import { number, object, records, text, textMap, texts } from './normalise';
import type { Image, ImageDetails } from './records';

/**
 * All images with a name or without, but not the layers between (`docker image ls`).
 * The engine has no filter by id, so there is no way to read one alone.
 *
 * @throws {EngineError}
 * @see Engine API, ImageList: GET /images/json
 */
export async function listImages(
  engine: Reached,
  options: CallOptions = {},
): Promise<readonly Image[]> {
  const answer = await call({ timeoutMs: 30_000, ...options }, abortSignal =>
    engine.docker.listImages({ abortSignal }),
  );
  return records(asList(answer), toImage);
}

/**
 * The part of an image that no list tells. An id's answer never changes.
 *
 * @throws {EngineError} `notFound`
 * @see Engine API, ImageInspect: GET /images/{name}/json
 */
export async function readImage(
  engine: Reached,
  id: string,
  options: CallOptions = {},
): Promise<ImageDetails> {
  return toDetails(await inspectImage(engine, id, options));
}

/**
 * An image as the engine tells it, for showing as it is.
 *
 * @see Engine API, ImageInspect: GET /images/{name}/json
 */
export async function inspectImage(
  engine: Reached,
  id: string,
  options: CallOptions = {},
): Promise<Record<string, unknown>> {
  const answer: unknown = await call(options, abortSignal =>
    engine.docker.getImage(id).inspect({ abortSignal } as object),
  );
  return asObject(answer);
}

/** Docker 20.10 names a dangling image `<none>:<none>`, newer ones give no name, Podman null. */
function toImage(entry: Record<string, unknown>): Image | undefined {
  const id = text(entry['Id']);
  if (id === '') return undefined;
  const named = (name: string): boolean => !name.includes('<none>');
  return {
    id,
    tags: texts(entry['RepoTags']).filter(named),
    digests: texts(entry['RepoDigests']).filter(named),
    createdSeconds: number(entry['Created']),
    sizeBytes: number(entry['Size']),
    labels: textMap(entry['Labels']),
  };
}

function toDetails(answer: Record<string, unknown>): ImageDetails {
  const config = object(answer['Config']);
  const platform = [text(answer['Os']), text(answer['Architecture']), text(answer['Variant'])];
  return {
    platform: platform.filter(part => part !== '').join('/'),
    exposed: Object.keys(object(config['ExposedPorts'])),
    volumes: Object.keys(object(config['Volumes'])),
    entrypoint: texts(config['Entrypoint']),
    command: texts(config['Cmd']),
    env: texts(config['Env']),
    workingDir: text(config['WorkingDir']),
    user: text(config['User']),
    stopSignal: text(config['StopSignal']),
    healthTest: texts(object(config['Healthcheck'])['Test']),
    labels: textMap(config['Labels']),
    layers: texts(object(answer['RootFS'])['Layers']).length,
  };
}
