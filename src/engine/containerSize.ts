import { asList, type CallOptions, call, type Engine } from './connection';
import { number, text } from './normalise';

/** The engine walks through every file of a layer; in milliseconds. */
const patience = 60_000;

/** More ids than this are asked for in parts: the address would grow too long. */
const most = 50;

/**
 * How much each container wrote into its own layer, in bytes: what is lost with it. Slow: it
 * takes the engine as long as walking through the files does. Those that are gone are left out.
 *
 * @returns by the container's id
 * @throws {EngineError}
 * @see Engine API, ContainerList: GET /containers/json?size=1
 */
export async function readLayerSizes(
  engine: Engine,
  ids: readonly string[],
  options: CallOptions = {},
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (let from = 0; from < ids.length; from += most) {
    const id = ids.slice(from, from + most);
    const answer = await call({ timeoutMs: patience, ...options }, abortSignal =>
      engine.streams.listContainers({ all: true, size: true, filters: { id }, abortSignal }),
    );
    // Nothing written: engines leave the field out.
    for (const entry of asList(answer)) sizes.set(text(entry['Id']), number(entry['SizeRw']));
  }
  return sizes;
}
