import { asList, type CallOptions, call, type Engine } from './connection';
import { number, records, text } from './normalise';

/** The engine compares the layer with its image; in milliseconds. */
const patience = 60_000;

/** A path of a container that is not as its image has it. */
export interface ChangedPath {
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'deleted';
}

const kinds: readonly ChangedPath['kind'][] = ['changed', 'added', 'deleted'];

/**
 * What a container wrote outside its volumes: the paths of its writable layer.
 *
 * @throws {EngineError} `notFound`
 * @see Engine API, ContainerChanges: GET /containers/{id}/changes
 */
export async function readChangedPaths(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<readonly ChangedPath[]> {
  const container = engine.streams.getContainer(id);
  // The types of dockerode do not know its options.
  const changes = container.changes.bind(container) as unknown as (o: object) => Promise<unknown>;
  const answer = await call({ timeoutMs: patience, ...options }, abortSignal =>
    changes({ abortSignal }),
  );
  // Nothing was written: the engine says null.
  return records(asList(answer ?? []), entry => {
    const kind = kinds[number(entry['Kind'])];
    return kind && { path: text(entry['Path']), kind };
  });
}
