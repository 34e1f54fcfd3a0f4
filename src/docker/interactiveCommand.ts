/** What waits for someone to type: without a terminal it ends at once. */
const prompts: ReadonlySet<string> = new Set([
  ...['sh', 'ash', 'bash', 'dash', 'ksh', 'zsh', 'fish', 'pwsh'],
  ...['python', 'python2', 'python3', 'node', 'irb', 'iex', 'ghci', 'jshell', 'lua', 'julia', 'R'],
]);

/** Whether the command is a shell or the like with nothing to do: `bash`, `/bin/sh -l`, `node`. */
export function isInteractiveCommand(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const name = program.slice(program.lastIndexOf('/') + 1);
  // -c has a script behind it; anything without a hyphen is one.
  return (
    prompts.has(name) && rest.every(word => /^--?[a-z]+$/.test(word) && !/^-[a-z]*c$/.test(word))
  );
}
