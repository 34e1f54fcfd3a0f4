/** What one `-v` asks for. */
export interface MountSpec {
  /** A volume without a name, one with a name, or a path of the engine's host. */
  readonly kind: 'anonymous' | 'volume' | 'bind';
  /** The volume's name or the host's path; empty for an anonymous volume. */
  readonly source: string;
  readonly target: string;
  /** `ro`, `z`, `nocopy` …, in the order written. */
  readonly modes: readonly string[];
}

/** Reads `-v` without checking it: `[source:]target[:modes]`. */
export function readMount(text: string): MountSpec {
  const [first = '', second, third = ''] = splitMount(text);
  if (second === undefined) return { kind: 'anonymous', source: '', target: first, modes: [] };
  const kind = isHostPath(first) ? 'bind' : 'volume';
  const modes = third === '' ? [] : third.split(',');
  return { kind, source: first, target: second, modes };
}

export function formatMount({ source, target, modes }: MountSpec): string {
  const pieces = source === '' ? [target] : [source, target];
  return [...pieces, ...(modes.length > 0 ? [modes.join(',')] : [])].join(':');
}

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
