import type { InspectedContainer } from '../docker/run/inspected';
import type { RunSpec } from '../docker/run/spec';
import type { Engine } from '../engine/connection';
import { type ChangedPath, readChangedPaths } from '../engine/containerChanges';
import { readLayerSizes } from '../engine/containerSize';
import { ifThere } from '../engine/ifThere';
import { inspectImage } from '../engine/images';
import { type Changeable, planFor } from '../engine/recreate/read';
import { imageRows } from './changeImage';
import type { Reviewed } from './changeReview';

/**
 * Plans a change, and reads what is told of it before.
 *
 * @param newest whether the container gets the image that its image's name means by now
 * @throws {EngineError}
 */
export async function readReview(
  engine: Engine,
  changeable: Changeable,
  wanted: RunSpec,
  newest: boolean,
  signal: AbortSignal,
): Promise<Reviewed> {
  const { container, namedImage } = changeable.facts;
  const plan = planFor(changeable, { spec: wanted, newestImage: newest });
  const none = { changeable, plan, wanted, layer: undefined, lacksImage: false, imageRows: [] };
  if (plan.kind !== 'swap') return none;
  const { Id = '', Image: own = '' } = container;
  const isHere = await ifThere(inspectImage(engine, plan.request.body.Image, { signal }));
  const isNewer = newest && namedImage !== undefined && namedImage !== own;
  return {
    ...none,
    layer: await layerOf(engine, container, Id, signal),
    lacksImage: isHere === undefined,
    // The image that it was made of may be gone.
    imageRows: isNewer ? await imageRows(engine, own, namedImage).catch(() => []) : [],
  };
}

/** Undefined where it cannot be read: that is told, and no reason to stop. */
async function layerOf(
  engine: Engine,
  container: InspectedContainer,
  id: string,
  signal: AbortSignal,
): Promise<Reviewed['layer']> {
  try {
    const paths = writtenPaths(await readChangedPaths(engine, id, { signal }), container);
    const sizes = await readLayerSizes(engine, [id], { signal }).catch(() => undefined);
    return { paths, sizeBytes: sizes?.get(id) };
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** Without the places where volumes are mounted, and folders that changed by what is in them. */
function writtenPaths(
  paths: readonly ChangedPath[],
  { Mounts, HostConfig }: InspectedContainer,
): readonly ChangedPath[] {
  const places = (Mounts ?? []).map(({ Destination = '' }) => Destination.replace(/\/$/, ''));
  const memory = Object.keys(HostConfig?.Tmpfs ?? {});
  const mounted = new Set([...places, ...memory]);
  const own = paths.filter(({ path }) => !mounted.has(path));
  const folders = new Set(paths.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
  return own.filter(({ path, kind }) => kind !== 'changed' || !folders.has(path));
}
