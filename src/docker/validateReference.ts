import { type Problem, problem } from './problem';
import { isImageId, parseReference, type ReferencePieces, splitReference } from './reference';
import {
  digestPattern,
  domainPattern,
  longestPath,
  officialPrefix,
  pathComponent,
  tagPattern,
} from './referenceGrammar';

const component = new RegExp(`^${pathComponent}$`);

/** Checks the name of an image to pull; the problem is the first from the left. */
export function validateReference(text: string): Problem | undefined {
  if (parseReference(text) !== undefined) return undefined;
  if (text.trim() === '') return problem('reference.empty');
  if (/\s/.test(text)) return problem('reference.space');
  if (isImageId(text)) return problem('reference.id');
  const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text) ?? [];
  if (scheme !== undefined) return problem('reference.scheme', text.slice(scheme.length));
  const pieces = splitReference(text);
  return validatePath(pieces) ?? validateSuffix(pieces) ?? problem('reference.format');
}

/** Checks what a container is to run: a name, or the whole id of an image that is here. */
export function validateImage(text: string): Problem | undefined {
  return isImageId(text) ? undefined : validateReference(text);
}

/** Checks the new name in `docker tag`: a name with or without a tag, and no digest. */
export function validateTagTarget(text: string): Problem | undefined {
  const found = validateReference(text);
  const { digest } = splitReference(text);
  if (found !== undefined || digest === undefined) return found;
  return problem('reference.noDigest', digest);
}

/** Checks a tag alone. */
export function validateTag(tag: string): Problem | undefined {
  if (tag === '') return problem('reference.tagMissing');
  return tagPattern.test(tag) ? undefined : problem('reference.tag', tag);
}

function validatePath({ domain, path }: ReferencePieces): Problem | undefined {
  if (!domainPattern.test(domain)) return problem('reference.registry', domain);
  const own = path.startsWith(officialPrefix) ? path.slice(officialPrefix.length) : path;
  if (own === '') return problem('reference.empty');
  const lower = own.toLowerCase();
  if (own !== lower) return problem('reference.uppercase', lower);
  const wrong = path.split('/').find(part => !component.test(part));
  if (wrong !== undefined) return problem('reference.path', wrong);
  return path.length > longestPath ? problem('reference.tooLong', longestPath) : undefined;
}

function validateSuffix({ tag, digest }: ReferencePieces): Problem | undefined {
  const found = tag === undefined ? undefined : validateTag(tag);
  if (found !== undefined || digest === undefined) return found;
  return digestPattern.test(digest) ? undefined : problem('reference.digest', digest);
}
