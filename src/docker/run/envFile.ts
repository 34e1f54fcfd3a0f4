import { parseKeyValue } from '../keyValue';

/** Why a line of a file cannot be used. */
export interface FileFault {
  readonly fault: 'noName' | 'space' | 'encoding';
  /** Counted from 1. */
  readonly line: number;
}

type Lookup = (name: string) => string | undefined;

/**
 * Reads a file of `--env-file` or `--label-file` as the CLI does: a `key=value` a line, whole
 * lines of comment behind `#`, no quotes, and nothing is put in for variables.
 *
 * @param lookup where a name alone takes its value from; where it has none, or without this, such a
 *   line says nothing
 */
export function readPairs(bytes: Uint8Array, lookup?: Lookup): readonly string[] | FileFault {
  const pairs: string[] = [];
  for (const [index, text] of decoded(bytes).entries()) {
    const line = index + 1;
    if (text === undefined) return { fault: 'encoding', line };
    const pair = text.trimStart();
    if (pair === '' || pair.startsWith('#')) continue;
    const { key, value = lookup?.(key) } = parseKeyValue(pair);
    if (key === '') return { fault: 'noName', line };
    if (/[ \t]/.test(key)) return { fault: 'space', line };
    if (value !== undefined) pairs.push(`${key}=${value}`);
  }
  return pairs;
}

/** Its lines, undefined for one that is not UTF-8. */
function decoded(bytes: Uint8Array): readonly (string | undefined)[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const lines: (string | undefined)[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    try {
      const text = decoder.decode(line).replace(/\r$/, '');
      lines.push(from === 0 ? text.replace(/^\ufeff/, '') : text);
    } catch {
      lines.push(undefined); // No text at all: told with its number.
    }
    from = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines;
}

export function isFileFault(read: readonly string[] | FileFault): read is FileFault {
  return 'fault' in read;
}
