import { type Fault, fault } from './fault';

/** What `-v` means to the CLI, before the engine reads it. */
export interface Volume {
  /** Empty: a volume without a name. */
  readonly source: string;
  readonly target: string;
  /** Whether the CLI takes the source for a path of the host. */
  readonly isPath: boolean;
}

/**
 * Splits `-v` where the CLI splits: at colons, but for those behind a single letter, which might
 * be a drive's. So `a:/b` is one path without a source, and its volume has no name.
 */
export function parseVolume(text: string): Volume | Fault {
  if (text === '') return fault('mount.empty');
  if (text.length <= 2) return { source: '', target: text, isPath: false };
  const pieces = splitColons(text);
  if (pieces.length === 1) return { source: '', target: text, isPath: false };
  if (pieces.some((piece, index) => piece === '' && index < 3)) {
    return fault('volume.emptyPiece', text);
  }
  if (pieces.length > 3) return fault('mount.colons');
  if (pieces[2] === '') return fault('volume.emptyPiece', text);
  const [source = '', target = ''] = pieces;
  return { source, target, isPath: isPath(source) };
}

function splitColons(text: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    if (at - start <= 2 && isLetter(text.slice(start, at))) continue;
    pieces.push(text.slice(start, at));
    start = at + 1;
    if (pieces.length > 3) break;
  }
  return [...pieces, text.slice(start)];
}

/** One letter; those of two code units are rare, and begin high. */
function isLetter(text: string): boolean {
  if (text.length === 2 && text < '\ud800') return false;
  return /^\p{L}$/u.test(text);
}

function isPath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}
