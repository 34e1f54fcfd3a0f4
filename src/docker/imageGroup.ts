import { familiarName, parseReference } from './reference';

export interface ImageGroup {
  /** Empty where the text is no name of an image. */
  readonly registry: string;
  /** As Docker shows it: `nginx`, `ghcr.io/owner/app`. */
  readonly repository: string;
  /** Empty for one that is named by digest alone. */
  readonly tag: string;
}

/** Where a tag of the engine's list belongs: under its registry, under its repository. */
export function imageGroup(tag: string): ImageGroup {
  const reference = parseReference(tag);
  if (reference === undefined) return { registry: '', repository: tag, tag: '' };
  return {
    registry: reference.domain,
    repository: familiarName(reference),
    tag: reference.tag ?? '',
  };
}
