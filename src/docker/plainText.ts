/**
 * What a reader cannot see, or what changes how its neighbours are shown: controls, line and
 * paragraph separators, marks of direction, characters without width, blank letters, tags, lone
 * surrogates. Not the variation selectors of emoji, which ordinary typing makes; and not all of
 * Unicode's Cf, in which Arabic number signs are letters that one sees.
 */
export const invisible =
  /(?![\ufe00-\ufe0f])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zl}\p{Zp}\p{Cs}\ufff9-\ufffb]/u;
const everyInvisible = new RegExp(invisible, 'gu');

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text from outside, fit for a label: each character that is not seen, or that turns the text
 * around, is written out as `\u202e`.
 *
 * @param most the greatest length in characters; what is longer ends in an ellipsis
 */
export function plain(text: string, most = Number.POSITIVE_INFINITY): string {
  // Cuts first, for a text of megabytes: writing out makes it longer, never shorter.
  const start = text.length > most * 2 + 2 ? text.slice(0, most * 2 + 2) : text;
  const shown = start.replace(everyInvisible, writtenOut);
  if (shown.length <= most) return shown;
  const characters = [...shown];
  if (characters.length <= most) return shown;
  return `${characters.slice(0, Math.max(0, most - 1)).join('')}…`;
}

function writtenOut(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return short[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
}
