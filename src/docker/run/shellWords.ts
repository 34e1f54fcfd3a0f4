import { cmdWords } from './cmdWords';
import { detectShell, findPrompt } from './detectShell';
import { posixWords } from './posixWords';
import { powershellWords } from './powershellWords';
import type { Shell, ShellLine } from './shellWord';

export interface ReadLine extends ShellLine {
  readonly shell: Shell;
}

/** The words of the first command in the text, a copied prompt left out. */
export function shellWords(text: string, shell?: Shell): ReadLine {
  const prompt = findPrompt(text);
  const language = shell ?? prompt.shell ?? detectShell(text, prompt.end);
  const hasPrompt = prompt.shell !== undefined;
  const known = hasPrompt && shell === undefined ? refined(text, prompt.end, language) : language;
  const line = read(text, prompt.end, known, hasPrompt);
  const nul = text.indexOf('\0');
  const problems =
    nul < 0
      ? line.problems
      : [
          ...line.problems,
          { severity: 'error', code: 'shell.nul', start: nul, end: nul + 1 } as const,
        ];
  return { words: line.words, problems, shell: known };
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
