import { Document, Scalar, visit } from 'yaml';

/**
 * Writes a compose file that every reader of YAML 1.1 and 1.2 takes for the same: whatever one of
 * them could take for something else than text (`yes`, `1.0`, `22:22`) is in quotes.
 */
export function composeYaml(file: object): string {
  const document = new Document(escaped(file), { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && mustBeQuoted(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document
    .toString({ lineWidth: 0, directives: false })
    .replace(breaks, character => breakNames[character] ?? character);
}

/** Compose puts variables into every value, and into no key. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}

/** What the library itself would write bare, or as a block of lines, and some reader misreads. */
function mustBeQuoted(text: string): boolean {
  // Ports too, where only some of them would need it.
  const isTag = /^(?:<<|=|[-+]?0o[0-7]+|[-+]?\.\w+|\d[\d:.-]*)$/i.test(text);
  const hasOdd = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]|[\u2028\u2029\ufeff]/.test(text);
  // A block whose lines begin or end with blanks depends on what of them is kept.
  return isTag || hasOdd || /(?:^|\n)[ \t]|[ \t](?:\n|$)|^\n|\n\n/.test(text);
}

/** Line breaks to some readers; they are only within quotes. */
const breaks = /[\u0085\u2028\u2029\ufeff\u007f]/g;
const breakNames: Readonly<Record<string, string>> = {
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
  '\ufeff': '\\uFEFF',
  '\u007f': '\\x7F',
};
