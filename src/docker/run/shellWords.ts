import { cmdWords } from './cmdWords';
import { detectShell, findPrompt } from './detectShell';
import { posixWords } from './posixWords';
import { powershellWords } from './powershellWords';
import type { RunProblem } from './problem';
import type { Shell, ShellLine } from './shellWord';

export interface ReadLine extends ShellLine {
  readonly shell: Shell;
}

/** How many commands are looked through for the one that is wanted. */
const mostCommands = 30;

/**
 * The words of the first command in the text that is wanted, of the first of all where none is; a
 * copied prompt is left out.
 */
export function shellWords(
  text: string,
  shell: Shell | undefined,
  isWanted: (line: ShellLine) => boolean,
): ReadLine {
  const prompt = findPrompt(text);
  const language = shell ?? prompt.shell ?? detectShell(text, prompt.end);
  const hasPrompt = prompt.shell !== undefined;
  const known = hasPrompt && shell === undefined ? refined(text, prompt.end, language) : language;
  const first = read(text, prompt.end, known, hasPrompt);
  let line = first;
  for (let count = 1; count < mostCommands && !isWanted(line); count++) {
    if (line.rest === undefined) break;
    const from = line.rest + findPrompt(text.slice(line.rest, line.rest + 600)).end;
    line = read(text, from, known, hasPrompt);
  }
  const found = isWanted(line) ? line : first;
  const before = found === first ? [] : beforeProblem(first, found);
  const problems = [...before, ...found.problems, ...nulProblem(text)];
  return { words: found.words, rest: found.rest, problems, shell: known };
}

/** Other commands before the one that was found are none of ours. */
function beforeProblem(first: ShellLine, found: ShellLine): readonly RunProblem[] {
  const [from, to] = [first.words[0], found.words[0]];
  if (from === undefined || to === undefined) return [];
  return [{ severity: 'info', code: 'line.before', start: from.start, end: to.start }];
}

function nulProblem(text: string): readonly RunProblem[] {
  const nul = text.indexOf('\0');
  return nul < 0 ? [] : [{ severity: 'error', code: 'shell.nul', start: nul, end: nul + 1 }];
}

/** `$ ` is a prompt of no one shell: documents have it before lines of any. */
function refined(text: string, from: number, language: Shell): Shell {
  return language === 'bash' ? detectShell(text, from) : language;
}

function read(text: string, from: number, shell: Shell, hasPrompt: boolean): ShellLine {
  if (shell === 'powershell') return powershellWords(text, from);
  if (shell === 'cmd') return cmdWords(text, from);
  return posixWords(text, from, hasPrompt);
}
