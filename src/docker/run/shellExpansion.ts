import type { WordCollector } from './shellWord';

/** A name, a position or a special parameter behind the `$`. */
const variable = /\$(?:[a-z_]\w*(?::[a-z_]\w*)?|[\d@*#?$!-])/iy;

/**
 * What begins with a `$` or a backtick at this place and only a shell can put a value for: kept as
 * it is written, and reported. Returns the end of it; the same place where there is nothing.
 *
 * @param hasScopes whether a name may have a scope, as PowerShell's `$env:NAME`
 */
export function keepExpansion(
  text: string,
  at: number,
  into: WordCollector,
  hasScopes: boolean,
): number {
  const end = endOf(text, at, hasScopes);
  if (end === at) return at;
  const kept = text.slice(at, end);
  const isCommand = /^(?:`|\$\()/.test(kept);
  into.report('warning', isCommand ? 'shell.substitution' : 'shell.variable', at, end, kept);
  into.add(kept, at);
  return end;
}

function endOf(text: string, at: number, hasScopes: boolean): number {
  if (text[at] === '`') return endAfter(text, '`', at + 1);
  if (text[at + 1] === '(') return endOfNested(text, at + 1, '(', ')');
  if (text[at + 1] === '{') return endOfNested(text, at + 1, '{', '}');
  variable.lastIndex = at;
  const found = variable.exec(text)?.[0];
  if (found === undefined) return at;
  const colon = found.indexOf(':');
  return at + (hasScopes || colon < 0 ? found.length : colon);
}

function endAfter(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + 1;
}

/** The end of what the opening mark at this place opens; quotes within are passed over. */
function endOfNested(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' || character === '`') at++;
    else if (character === "'" || character === '"') at = endAfter(text, character, at + 1) - 1;
    else if (character === open) depth++;
    else if (character === close && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Whether a shell would look for files that are called so. */
export function isPattern(text: string): boolean {
  if (text.includes('*') || text.includes('?')) return true;
  const open = text.indexOf('[');
  return open >= 0 && text.indexOf(']', open) > 0;
}
