import { quoted } from '../commandLine';
import type { Shell } from './shellWord';

/** A word as it is written in a shell. */
export interface QuotedWord {
  readonly text: string;
  /** Whether another shell would read it as something else; so the line must tell its shell. */
  readonly isSpecial: boolean;
}

/** Writes a word so that the shell hands exactly this on. (A NUL no shell can hand on.) */
export function quoteFor(word: string, shell: Shell): QuotedWord {
  if (shell === 'powershell') return quoteForPowershell(word);
  if (shell === 'cmd') return quoteForCmd(word);
  return { text: quoted(word), isSpecial: false };
}

/** Without what PowerShell gives a meaning; a comma would make a list. */
const powershellBare = /^[\w./:+=-]+$/;
/** `1kb` and `0x10` are numbers, and `-a.b` is taken apart. */
const powershellTaken = /^(?:[+-]?[\d.]+[a-z]\w*|[+-]?\d*\.[\d.]*|-.*[.:].*)$/i;
const singleQuotes = /['\u2018\u2019\u201a\u201b]/g;

function quoteForPowershell(word: string): QuotedWord {
  if (powershellBare.test(word) && !powershellTaken.test(word)) return plain(word);
  if (word.search(singleQuotes) < 0) return plain(`'${word}'`);
  if (!/["\u201c-\u201e$`\\!]/.test(word)) return plain(`"${word}"`);
  return { text: `'${word.replace(singleQuotes, '$&$&')}'`, isSpecial: true };
}

const cmdBare = /^[\w./:+=@,-]+$/;
/** What stands in plain quotes as it is, for cmd and the program, and for other shells too. */
const cmdPlain = /^(?:[^"%!^$`\\\r\n]|\\(?=[^"%!^$`\\\r\n]))*$/;

/**
 * cmd knows no quoting that stops `%` and `!`, so whatever has a meaning gets a caret, the quotes
 * too; a line's end gets one and is doubled. What is left is for the program's own rules.
 */
function quoteForCmd(word: string): QuotedWord {
  if (cmdBare.test(word)) return plain(word);
  if (cmdPlain.test(word)) return plain(`"${word}"`);
  const argument = `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
  const text = argument.replace(/[()%!^"<>&|]/g, '^$&').replaceAll('\n', '^\n\n');
  return { text, isSpecial: true };
}

function plain(text: string): QuotedWord {
  return { text, isSpecial: false };
}
