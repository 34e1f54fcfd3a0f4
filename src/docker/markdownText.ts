import { plain } from './plainText';

/**
 * A text from outside that shows as itself in a MarkdownString: every mark of punctuation
 * becomes a numeric entity, so that neither Markdown, HTML, a bare link nor a `$(icon)` is left,
 * whatever the options of the string. (A backslash would not do: icons are replaced after it.)
 * Not for use inside backquotes, where entities are shown as they are.
 *
 * @param most the greatest length in characters, before the escaping
 */
export function markdownText(text: string, most?: number): string {
  return plain(text, most)
    .replace(/[!-/:-@[-`{-~]/g, mark => `&#${mark.charCodeAt(0)};`)
    .replace(/^ +| +$| {2,}/g, blanks => '&#32;'.repeat(blanks.length));
}
