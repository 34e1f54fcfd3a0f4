/** Several `-p`, parted by blanks or commas; the commas of a long form are its own. */
export function splitPorts(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .flatMap(word => (word.includes('=') ? [word] : word.split(',')))
    .filter(word => word !== '');
}
