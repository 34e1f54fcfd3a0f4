import { type Problem, problem } from './problem';

/** What one file name may hold; the local driver makes a folder of a volume's name. */
const longestFileName = 255;
const predefined = new Set(['bridge', 'host', 'none', 'default']);

/** Checks a container's name: `[a-zA-Z0-9][a-zA-Z0-9_.-]+`, after an optional slash. */
export function validateContainerName(
  name: string,
  taken: Iterable<string> = [],
): Problem | undefined {
  const bare = withoutSlash(name);
  return validateRestricted(bare) ?? validateFree(bare, taken);
}

/** Checks a volume's name by the rule of the local driver, which other drivers do not share. */
export function validateVolumeName(
  name: string,
  taken: Iterable<string> = [],
): Problem | undefined {
  if (name.length > longestFileName) return problem('name.tooLong', longestFileName);
  return validateRestricted(name) ?? validateFree(name, taken);
}

/**
 * Checks a network's name. The engine refuses only blanks and its own four; a slash, a dot or a
 * control character makes one that no client can address by name, so these are refused here.
 */
export function validateNetworkName(
  name: string,
  taken: Iterable<string> = [],
): Problem | undefined {
  if (name.trim() === '') return problem('name.empty');
  if (predefined.has(name)) return problem('name.predefined', name);
  if (/^[.\s]/u.test(name)) return problem('name.start', [...name][0] ?? '');
  const wrong = /[/\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|:(?<=^container:)|\s$/u.exec(name)?.[0];
  if (wrong !== undefined) return problem('name.characters', wrong);
  return validateFree(name, taken);
}

/** Checks a compose project's name, which compose itself is strict about. */
export function validateProjectName(name: string): Problem | undefined {
  if (name === '') return problem('name.empty');
  if (!/^[a-z0-9]/.test(name)) return problem('name.start', [...name][0] ?? '');
  const wrong = /[^a-z0-9_-]/u.exec(name)?.[0];
  return wrong === undefined ? undefined : problem('name.characters', wrong);
}

function validateRestricted(name: string): Problem | undefined {
  if (name === '') return problem('name.empty');
  if (!/^[a-zA-Z0-9]/.test(name)) return problem('name.start', [...name][0] ?? '');
  const wrong = /[^a-zA-Z0-9_.-]/u.exec(name)?.[0];
  if (wrong !== undefined) return problem('name.characters', wrong);
  return name.length < 2 ? problem('name.short', 2) : undefined;
}

function validateFree(name: string, taken: Iterable<string>): Problem | undefined {
  for (const other of taken) {
    if (withoutSlash(other) === name) return problem('name.taken', name);
  }
  return undefined;
}

function withoutSlash(name: string): string {
  return name.replace(/^\//, '');
}
