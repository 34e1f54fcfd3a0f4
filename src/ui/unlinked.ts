/**
 * The editor makes a link, also one that runs a command, of `[text](command:…)` in messages, prompts
 * and progress; a name may be written so by anybody. A word joiner, which is not seen, keeps it text.
 */
export function unlinked(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}
