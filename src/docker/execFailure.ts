/** What a program that exec was to run could not be started for. */
export type ExecFailure =
  /** It is not in the image, or may not be run. */
  'program' | 'user' | 'workingDir' | 'other';

/** In order: the sentences of the engine and of runc, 20.10 to 28, and of crun and Podman. */
const patterns: readonly (readonly [ExecFailure, RegExp])[] = [
  ['user', /unable to find (?:user|group)|no matching entries in (?:passwd|group)/i],
  ['workingDir', /chdir to cwd|\bcwd must\b|working ?dir/i],
  ['program', /executable file|no such file or directory|not a directory|is a directory/i],
  ['program', /permission denied|exec format error|command that was not found/i],
];

/** Read from the words that come as output, or as the engine's error. */
export function execFailure(words: string): ExecFailure {
  return patterns.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}
