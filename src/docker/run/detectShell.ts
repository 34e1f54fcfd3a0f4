import type { Shell } from './shellWord';

/** Of each shell, a prompt that is copied along with the line. */
const prompts: readonly (readonly [RegExp, Shell])[] = [
  [/^PS(?: [^\n>]{0,200})?> ?/, 'powershell'],
  [/^[A-Za-z]:\\[^\n>]{0,200}>/, 'cmd'],
  [/^(?:\(\w[\w.-]{0,40}\) )?(?:\[?[\w.-]{1,60}@[\w.-]{1,60}[^\n$#]{0,200}[$#%]|\$) /, 'bash'],
  // On its own it may as well begin a remark.
  [/^[#%] (?=\S*(?:docker|sudo|podman|run) )/, 'bash'],
];

export interface Prompt {
  /** Where the command begins. */
  readonly end: number;
  /** The shell that has such a prompt. */
  readonly shell: Shell | undefined;
}

export function findPrompt(text: string): Prompt {
  const start = /^\s*/.exec(text)?.[0].length ?? 0;
  const head = text.slice(start, start + 500);
  for (const [pattern, shell] of prompts) {
    const found = pattern.exec(head)?.[0];
    if (found !== undefined) return { end: start + found.length, shell };
  }
  return { end: start, shell: undefined };
}

/** One step over the text as bash reads it: what is quoted, and what tells another shell. */
const step =
  /\$'[^'\\]*(?:\\[\s\S][^'\\]*)*'|'[^']*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"|(?<bash>\\\r?\n)|\\[\s\S]|(?<power>`\r?\n|\$env:\w)|(?<cmd>\^\r?\n|(?<=\s)\^")|(?<drive>(?<=\s|=)[a-z]:\\\w)|[\s\S]/giy;

/**
 * The shell that a line is written for, told by how it goes on in the next line, by PowerShell's
 * call operator and by cmd's escaped quotes; bash where nothing tells.
 */
export function detectShell(text: string, from: number): Shell {
  if (/^&\s/.test(text.slice(from, from + 2))) return 'powershell';
  // Most lines have none of what tells, and need no reading.
  if (!/[`^]\r?\n|\^"|\$env:\w|[a-z]:\\\w/i.test(text)) return 'bash';
  step.lastIndex = from;
  for (let found = step.exec(text); found !== null; found = step.exec(text)) {
    const { bash, power, cmd, drive } = found.groups ?? {};
    if (bash !== undefined) return 'bash';
    if (power !== undefined || drive !== undefined) return 'powershell';
    if (cmd !== undefined) return 'cmd';
  }
  return 'bash';
}
