import type Docker from 'dockerode';
import { importImage, testImages } from './testImages';

let count = 0;

/** An image of its own with these names; without any it is dangling. */
export async function withImage<T>(
  docker: Docker,
  names: readonly string[],
  use: (id: string) => Promise<T>,
): Promise<T> {
  const first = `slipway-test/own-${process.pid}-${++count}:1`;
  const content = `${process.pid} ${count}`;
  await importImage(docker, first, [{ name: 'note', content }], ['CMD ["/note"]']);
  const { Id: id } = await docker.getImage(first).inspect();
  await Promise.all(names.map(name => tagAs(docker, id, name)));
  // Its last name would take the image along: another image takes the name over.
  if (names.length === 0) await tagAs(docker, testImages.noShell, first);
  await docker.getImage(first).remove({});
  try {
    return await use(id);
  } finally {
    await docker
      .getImage(id)
      .remove({ force: true })
      .catch(() => {}); // gone already
  }
}

/** Gives an image one name more. */
async function tagAs(docker: Docker, image: string, name: string): Promise<void> {
  const colon = name.lastIndexOf(':');
  await docker.getImage(image).tag({ repo: name.slice(0, colon), tag: name.slice(colon + 1) });
}
