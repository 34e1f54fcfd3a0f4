/**
 * What a reader cannot see, or what changes how its neighbours are shown: controls, line and
 * paragraph separators, marks of direction, characters without width, blank letters, tags,
 * lone surrogates. (Not all of Unicode's Cf: Arabic number signs in it are real letters.)
 */
export const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/u;
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
