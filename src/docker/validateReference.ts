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
  return validatePath(pieces, text) ?? validateSuffix(pieces) ?? problem('reference.format');
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

function validatePath(
  { domain, path, ...suffix }: ReferencePieces,
  text: string,
): Problem | undefined {
  if (!domainPattern.test(domain)) return problem('reference.registry', domain);
  const own = path.startsWith(officialPrefix) ? path.slice(officialPrefix.length) : path;
  if (own === '') return problem('reference.empty');
  if (own !== own.toLowerCase()) return problem('reference.uppercase', lowerName(text, suffix));
  const wrong = path.split('/').find(part => !component.test(part));
  if (wrong !== undefined) return problem('reference.path', wrong);
  return path.length > longestPath ? problem('reference.tooLong', longestPath) : undefined;
}

/**
 * The whole of what was typed, but for the tag's case. Docker takes `Upper/case` for a registry, for
 * no repository begins so: whoever wrote `Upper/Case` hardly meant one.
 */
function lowerName(text: string, { tag, digest }: Pick<ReferencePieces, 'tag' | 'digest'>): string {
  const suffix = [
    ...(tag === undefined ? [] : [`:${tag}`]),
    ...(digest ? [`@${digest}`] : []),
  ].join('');
  const name = text.slice(0, text.length - suffix.length);
  return name.toLowerCase() + suffix;
}

function validateSuffix({ tag, digest }: ReferencePieces): Problem | undefined {
  const found = tag === undefined ? undefined : validateTag(tag);
  if (found !== undefined || digest === undefined) return found;
  return digestPattern.test(digest) ? undefined : problem('reference.digest', digest);
}
