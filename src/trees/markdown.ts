import { l10n } from 'vscode';
import { markdownText } from '../docker/markdownText';

/** Longer texts are cut: a tooltip is no place for them. */
const longest = 500;

/** A text of the engine's within Markdown. */
export function shown(text: string): string {
  return markdownText(text, longest);
}

export function heading(text: string): string {
  return `**${shown(text)}**`;
}

/** `Name: value`; nothing where there is no value. The value is Markdown. */
export function fact(name: string, value: string): string {
  return value === '' ? '' : `**${shown(name)}** ${value}`;
}

/** A list under a name, cut after some; the items are Markdown. */
export function facts(name: string, items: readonly string[], most = 12): string {
  if (items.length === 0) return '';
  const rest = items.length - most;
  const all = rest > 0 ? [...items.slice(0, most), shown(l10n.t('… and {0} more', rest))] : items;
  return [`**${shown(name)}**`, ...all.map(item => `- ${item}`)].join('\n');
}

/** Pieces below each other, empty ones left out. */
export function paragraphs(...pieces: readonly string[]): string {
  return pieces.filter(piece => piece !== '').join('\n\n');
}

/** Lines below each other in one paragraph. */
export function lines(...pieces: readonly string[]): string {
  return pieces.filter(piece => piece !== '').join('  \n');
}
