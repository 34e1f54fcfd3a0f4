/**
 * The pieces between the colons. A drive letter keeps its colon: `C:\data:/data:ro` has three
 * pieces. So `c:/data` alone is the volume `c`; with another path behind it, it is a drive.
 */
export function splitMount(text: string): readonly string[] {
  if (/^[a-z]:\\[^:]*$/i.test(text)) return [text];
  const drive = /^[a-z]:[\\/][^:]*(?=:(?:[\\/]|[a-z]:\\))/i.exec(text)?.[0];
  const source = drive ?? /^[^:]*/.exec(text)?.[0] ?? '';
  if (source.length === text.length) return [text];
  const rest = text.slice(source.length + 1);
  const target = /^[a-z]:\\[^:]*/i.exec(rest)?.[0] ?? /^[^:]*/.exec(rest)?.[0] ?? '';
  if (target.length === rest.length) return [source, target];
  return [source, target, ...rest.slice(target.length + 1).split(':')];
}

/** Absolute on Linux or on Windows; pipes and shares too. */
export function isHostPath(text: string): boolean {
  return /^(?:[\\/]|[a-z]:[\\/])/i.test(text);
}

/** Most paths are clean already, and need no taking apart. */
const clean = /^(?:\/[^/\\.][^/\\]*)+$/;

/** As Go's path.Clean, for absolute paths: `/a//b/../c/` is `/a/c`. */
export function cleanPath(path: string): string {
  if (clean.test(path)) return path;
  const kept: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}
