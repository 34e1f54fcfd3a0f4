import { imageGroup } from '../docker/imageGroup';
import { familiarName, type Reference } from '../docker/reference';
import { asList, type CallOptions, call, type Engine } from './connection';
import { number, records, text, texts } from './normalise';
import type { Image } from './records';

/** What a removal took away, by name and by id. */
export interface RemovedImage {
  readonly untagged: readonly string[];
  readonly deleted: readonly string[];
}

/** One step that made an image, the newest first: a layer, or a setting without one. */
export interface HistoryStep {
  /** Empty for a step that was made elsewhere: only its result was pulled. */
  readonly id: string;
  readonly createdSeconds: number;
  readonly instruction: string;
  /** 0 for a step that changes no file. */
  readonly sizeBytes: number;
  readonly comment: string;
  readonly tags: readonly string[];
}

/** Removing the layers of a large image takes its time; in milliseconds. */
const removalPatience = 120_000;

/**
 * Gives an image one more name. A name that another image has moves over to this one.
 *
 * @param target without a tag it means `latest`; a digest cannot be given
 * @throws {EngineError} `notFound`, `badRequest`
 * @see Engine API, ImageTag: POST /images/{name}/tag
 */
export async function tagImage(
  engine: Engine,
  image: string,
  target: Reference,
  options: CallOptions = {},
): Promise<void> {
  const wish = { repo: familiarName(target), tag: target.tag ?? 'latest' };
  await call(options, abortSignal => engine.docker.getImage(image).tag({ ...wish, abortSignal }));
}

/**
 * Removes a name of an image, and the image itself with its last one; or, by its id, an image
 * that has at most one name.
 *
 * @param options.force also where stopped containers use it; a running one keeps it nameless
 * @throws {EngineError} `notFound`, `conflict` where it is in use or others are built on it
 * @see Engine API, ImageDelete: DELETE /images/{name}
 */
export async function removeImageName(
  engine: Engine,
  name: string,
  options: CallOptions & { readonly force?: boolean } = {},
): Promise<RemovedImage> {
  const { force = false, ...rest } = options;
  const answer: unknown = await call({ timeoutMs: removalPatience, ...rest }, abortSignal =>
    engine.docker.getImage(name).remove({ force, abortSignal } as object),
  );
  const entries = asList(answer);
  const all = (key: string): string[] => entries.map(entry => text(entry[key])).filter(Boolean);
  return { untagged: all('Untagged'), deleted: all('Deleted') };
}

/**
 * Removes an image with all its names. The engine refuses an id with several of them, so they go
 * one by one, and the image with the last. Where that fails the names before it are gone already:
 * ask first whether the image is in use.
 *
 * @throws {EngineError} as `removeImageName`
 */
export async function removeImage(
  engine: Engine,
  image: Pick<Image, 'id' | 'tags' | 'digests'>,
  options: CallOptions & { readonly force?: boolean } = {},
): Promise<RemovedImage> {
  const names = namesOf(image);
  const untagged: string[] = [];
  const deleted: string[] = [];
  for (const name of names) {
    const removed = await removeImageName(engine, name, options);
    untagged.push(...removed.untagged);
    deleted.push(...removed.deleted);
  }
  return { untagged, deleted };
}

/**
 * The steps that made an image, the newest first.
 *
 * @throws {EngineError} `notFound`
 * @see Engine API, ImageHistory: GET /images/{name}/history
 */
export async function readHistory(
  engine: Engine,
  image: string,
  options: CallOptions = {},
): Promise<readonly HistoryStep[]> {
  const answer: unknown = await call(options, () => engine.docker.getImage(image).history());
  return records(asList(answer), entry => ({
    id: text(entry['Id']).replace(/^<missing>$/, ''),
    createdSeconds: number(entry['Created']),
    instruction: text(entry['CreatedBy']),
    sizeBytes: number(entry['Size']),
    comment: text(entry['Comment']),
    tags: texts(entry['Tags']),
  }));
}

/** The digests of a repository go with its last tag. One name or none: the id stands for it. */
function namesOf({ id, tags, digests }: Pick<Image, 'id' | 'tags' | 'digests'>): readonly string[] {
  const repository = (name: string): string => imageGroup(name).repository;
  const tagged = new Set(tags.map(repository));
  const others = digests.filter(digest => !tagged.has(repository(digest)));
  const names = [...tags, ...others];
  return names.length > 1 ? names : [id];
}
