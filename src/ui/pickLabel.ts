import { plain } from '../docker/plainText';

/** Longer ones are cut: a list shows no more. */
const longest = 200;

/** A text of the engine's in a list to pick from, where `$(name)` would be taken for an icon. */
export function pickLabel(text: string): string {
  return plain(text, longest).replaceAll(/\$\((?=[\w~-]+\))/g, '\\$(');
}
