import { type Problem, problem } from '../problem';

/** A name of the system's own, on Windows, with whatever stands behind its dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Checks a name that has to be that of a file on every system. Nothing that leads out of a folder
 * is one.
 */
export function validateSavedName(name: string): Problem | undefined {
  if (name.trim() === '') return problem('savedName.empty');
  if ([...name].length > 80) return problem('savedName.tooLong');
  if (!/^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N} ._-]*[\p{L}\p{M}\p{N}_-])?$/u.test(name)) {
    return problem('savedName.characters');
  }
  return reserved.test(name) ? problem('savedName.reserved') : undefined;
}

/** The name of a saved run that is in this file; undefined for a file of another kind. */
export function savedNameOf(file: string): string | undefined {
  const name = file.endsWith('.json') ? file.slice(0, -5) : undefined;
  return name !== undefined && validateSavedName(name) === undefined ? name : undefined;
}

/** Of an image or container, a name that is none of a file's faults: `ghcr.io/a/web:1` is `web`. */
export function proposedName(text: string): string {
  const last = text.replace(/@.*$/, '').split('/').at(-1) ?? '';
  const name = last.replace(/:[^:]*$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const bare = name.replace(/^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_-]+$/gu, '').slice(0, 60);
  return validateSavedName(bare) === undefined ? bare : 'run';
}
