const plain: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};
const token =
  /((?:\\x[\da-f]{1,2}|\\[0-7]{1,3})+)|\\u([\da-f]{1,4})|\\U([\da-f]{1,8})|\\c([\s\S])|\\([\s\S])/gi;

/** The text between `$'` and `'` of bash, zsh and ksh. Bytes are read as UTF-8. */
export function readAnsiQuote(text: string): string {
  return text.replace(
    token,
    (
      whole: string,
      bytes: string | undefined,
      four: string | undefined,
      eight: string | undefined,
      control: string | undefined,
      escaped: string | undefined,
    ) => {
      if (bytes !== undefined) return readBytes(bytes);
      // The flag `i` is for the digits: `\U` and `\u` differ only in how many they take.
      const point = Number.parseInt(four ?? eight ?? '', 16);
      if (!Number.isNaN(point)) return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      return plain[escaped ?? ''] ?? whole;
    },
  );
}

function readBytes(text: string): string {
  const bytes = [...text.matchAll(/\\x([\da-f]{1,2})|\\([0-7]{1,3})/gi)].map(
    ([, hex, octal]) =>
      (hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16)) & 0xff,
  );
  return new TextDecoder().decode(new Uint8Array(bytes));
}
