/** The grammar of image names: github.com/distribution/reference, regexp.go. */
const alphanumeric = '[a-z0-9]+';
const separator = '(?:[._]|__|-+)';
export const pathComponent = `${alphanumeric}(?:${separator}${alphanumeric})*`;
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]+\\])`;
const tag = '\\w[\\w.-]{0,127}';

/** Without the slash that separates it from the path. */
export const domainPattern = new RegExp(`^${host}(?::[0-9]+)?$`);
export const pathPattern = new RegExp(`^${pathComponent}(?:/${pathComponent})*$`);
export const tagPattern = new RegExp(`^${tag}$`);
/** The algorithms that the engine has: go-digest, digest.Validate. */
export const digestPattern = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
/** A whole image id, with or without its algorithm. */
export const idPattern = /^(?:sha256:)?[a-f0-9]{64}$/;

/** Of the path alone, without the registry. */
export const longestPath = 255;
export const hubDomain = 'docker.io';
export const oldHubDomain = 'index.docker.io';
export const officialPrefix = 'library/';
