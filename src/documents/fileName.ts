import { invisible } from '../docker/plainText';

const everyInvisible = new RegExp(invisible, 'gu');

/** Longer ones are cut, in characters. */
const longest = 80;

/**
 * A name from outside as the last part of an address, which the editor shows on a tab and offers
 * when the document is saved: no separators, nothing that a file system refuses, nothing unseen.
 */
export function fileName(name: string, extension: string): string {
  const seen = name
    .replace(everyInvisible, '_')
    .replace(/[\s/\\:*?"<>|#%&{}$!'`@+=,;()[\]^~]+/g, '_');
  const cut = [...seen.replace(/^[._]+|[._]+$/g, '')].slice(0, longest).join('');
  return `${cut === '' ? 'unnamed' : cut}.${extension}`;
}
