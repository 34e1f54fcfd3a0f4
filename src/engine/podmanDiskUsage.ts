import { number, objects, text } from './normalise';
import type { Image } from './records';

/**
 * Podman's answer of `GET /system/df` in Docker's shape. Podman lists an image once for each of its
 * names, without the repository in them and its id without the algorithm, and sums nothing up.
 *
 * @param listed all images, as the image list tells them
 */
export function inDockersShape(
  answer: Record<string, unknown>,
  listed: readonly Image[],
): Record<string, unknown> {
  const told = new Map(objects(answer['Images']).map(image => [withAlgorithm(image['Id']), image]));
  const images = listed.map(({ id, tags, digests, sizeBytes, createdSeconds }) => ({
    Size: sizeBytes,
    SharedSize: 0,
    Containers: 0,
    ...told.get(id),
    Created: createdSeconds,
    Id: id,
    RepoTags: tags,
    RepoDigests: digests,
  }));
  const shared = images.map(image => number(image.SharedSize));
  const own = images.reduce((sum, image) => sum + number(image.Size) - number(image.SharedSize), 0);
  return {
    ...answer,
    Images: images,
    // What is shared is there at least once; with how many others, Podman does not tell.
    LayersSize: number(answer['LayersSize']) || own + Math.max(0, ...shared),
    Containers: objects(answer['Containers']).map(container => ({
      ...container,
      ImageID: withAlgorithm(container['ImageID']),
    })),
  };
}

function withAlgorithm(id: unknown): string {
  return text(id).replace(/^(?=[0-9a-f]{64}$)/, 'sha256:');
}
