import {
  digestPattern,
  domainPattern,
  hubDomain,
  idPattern,
  longestPath,
  officialPrefix,
  oldHubDomain,
  pathPattern,
  tagPattern,
} from './referenceGrammar';

/** A name of an image, complete: `nginx` is `docker.io`, `library/nginx`. */
export interface Reference {
  /** The registry, with its port. */
  readonly domain: string;
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** The pieces as they stand in the text, unchecked; the registry filled in. */
export interface ReferencePieces {
  readonly domain: string;
  readonly path: string;
  /** Empty where a colon stands and nothing behind it. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Reads a name of an image as Docker does; undefined where Docker refuses it. */
export function parseReference(text: string): Reference | undefined {
  const pieces = splitReference(text);
  const { domain, path, tag, digest } = pieces;
  const isProper =
    !/^[a-f0-9]{64}$/.test(text) &&
    domainPattern.test(domain) &&
    pathPattern.test(path) &&
    path.length <= longestPath &&
    (tag === undefined || tagPattern.test(tag)) &&
    (digest === undefined || digestPattern.test(digest));
  return isProper ? pieces : undefined;
}

/** Splits where Docker splits, whether or not the pieces are good. */
export function splitReference(text: string): ReferencePieces {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(0, slash));
  const isDomain =
    slash >= 0 && (first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase());
  const domain = !isDomain || first === oldHubDomain ? hubDomain : first;
  const rest = isDomain ? text.slice(slash + 1) : text;
  const at = rest.indexOf('@');
  const named = at < 0 ? rest : rest.slice(0, at);
  const colon = named.indexOf(':');
  const name = colon < 0 ? named : named.slice(0, colon);
  const isOfficial = domain === hubDomain && !name.includes('/');
  return {
    domain,
    path: isOfficial ? officialPrefix + name : name,
    tag: colon < 0 ? undefined : named.slice(colon + 1),
    digest: at < 0 ? undefined : rest.slice(at + 1),
  };
}

/** Whether the text is an image's whole id, which `run` takes where a name is expected. */
export function isImageId(text: string): boolean {
  return idPattern.test(text);
}

/** Complete: `docker.io/library/nginx:1.27`. */
export function formatReference(reference: Reference): string {
  return `${reference.domain}/${reference.path}${suffixOf(reference)}`;
}

/** As Docker shows it: `nginx:1.27`. */
export function familiarReference(reference: Reference): string {
  return familiarName(reference) + suffixOf(reference);
}

/** The repository as Docker shows it: `nginx`, `ghcr.io/owner/app`. */
export function familiarName({ domain, path }: Pick<Reference, 'domain' | 'path'>): string {
  if (domain !== hubDomain) return `${domain}/${path}`;
  const official = path.startsWith(officialPrefix) ? path.slice(officialPrefix.length) : path;
  return official.includes('/') ? path : official;
}

/** With `latest` where neither tag nor digest is given. */
export function withDefaultTag(reference: Reference): Reference {
  const isNamed = reference.tag !== undefined || reference.digest !== undefined;
  return isNamed ? reference : { ...reference, tag: 'latest' };
}

function suffixOf({ tag, digest }: Reference): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}
