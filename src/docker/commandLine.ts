import { invisible } from './plainText';

/** What a POSIX shell takes as it stands. `~`, `=` first and `#` are not among them. */
const bare = /^[\w@%+:,./-][\w@%+=:,./-]*$/;

/**
 * One line that a shell reads back as exactly these arguments. What cannot be seen is written in
 * the `$'…'` of bash, zsh and ksh, byte by byte, so that it is right in every locale.
 * (A NUL cannot be in an argument at all: it is shown, and a shell would end the argument there.)
 */
export function commandLine(args: readonly string[]): string {
  return args
    .map((arg, index) => (isAssignment(arg, index) ? inQuotes(arg) : quoted(arg)))
    .join(' ');
}

/** One argument, in quotes where it needs them. */
export function quoted(arg: string): string {
  return bare.test(arg) ? arg : inQuotes(arg);
}

/** Before a command, `a=b` sets a variable. */
function isAssignment(arg: string, index: number): boolean {
  return index === 0 && arg.includes('=');
}

function inQuotes(arg: string): string {
  if (arg.search(invisible) < 0) return `'${arg.replaceAll("'", "'\\''")}'`;
  const shown = arg.replace(/[\\']/g, '\\$&').replace(new RegExp(invisible, 'gu'), escaped);
  return `$'${shown}'`;
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  const hex = bytes.map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  return short[character] ?? hex;
}
