/** Tried in this order where the user names none. */
const usual = ['bash', 'sh', 'ash'];

/** Those that say their process number by `$$`, and replace themselves by `exec`. */
const posix = /^(?:.*\/)?(?:ba|da|a|z|k|mk)?sh$/;

/** The shell wished for, then what most images have. */
export function shellsToTry(wished: string | undefined): readonly string[] {
  return wished === undefined ? usual : [...new Set([wished, 'sh', 'ash'])];
}

/**
 * The command that starts a shell. It says its process number first, on a line of its own: so we
 * know that it began, and which process to hang up when the terminal is closed.
 */
export function shellCommand(shell: string): readonly string[] {
  return posix.test(shell) ? [shell, '-c', 'echo $$; exec "$0"', shell] : [shell];
}

/** The command that ends a shell as a terminal that is switched off does. */
export function hangUpCommand(shell: string, process: number): readonly string[] {
  return [shell, '-c', 'kill -HUP "$0"', String(process)];
}

export type Beginning =
  /** Too little to tell. */
  | { readonly kind: 'open' }
  | { readonly kind: 'begun'; readonly process: number | undefined; readonly rest: string }
  /** Not what a shell says: the runtime's words on why there is none. */
  | { readonly kind: 'other' };

/** Reads what comes first from the command of `shellCommand`. */
export function shellBeginning(shell: string, output: string): Beginning {
  if (!posix.test(shell)) return { kind: 'begun', process: undefined, rest: output };
  const [line, number] = /^(\d+)\r?\n/.exec(output) ?? [];
  if (line !== undefined) {
    return { kind: 'begun', process: Number(number), rest: output.slice(line.length) };
  }
  return /^\d{0,10}\r?$/.test(output) ? { kind: 'open' } : { kind: 'other' };
}

/** Characters of more than one byte cannot be typed where no locale is set. */
const localeNames = /^(?:LANG|LC_ALL|LC_CTYPE)=./;

/** What a shell in a terminal of the editor needs to know, beside the container's own. */
export function shellEnvironment(container: readonly string[]): readonly string[] {
  const terminal = ['TERM=xterm-256color', 'COLORTERM=truecolor'];
  return container.some(entry => localeNames.test(entry))
    ? terminal
    : [...terminal, 'LANG=C.UTF-8'];
}
