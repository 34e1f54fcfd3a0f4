/** What a tar archive for an image holds: a file's bytes, a link's target, or a folder. */
export type TarEntry =
  | { readonly name: string; readonly content: Buffer | string; readonly mode?: number }
  | { readonly name: string; readonly link: string }
  | { readonly name: string; readonly folder: true; readonly mode?: number };

/** A tar archive in the ustar format; names up to 100 bytes, as tests need no longer ones. */
export function tar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap(entry => {
    const content = 'content' in entry ? Buffer.from(entry.content) : Buffer.alloc(0);
    return [header(entry, content.length), content, Buffer.alloc(-content.length & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(entry: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, at: number, length: number) =>
    block.write(value.toString(8).padStart(length - 1, '0'), at);
  const mode = 'link' in entry ? 0o777 : (entry.mode ?? ('folder' in entry ? 0o755 : 0o644));
  if (Buffer.byteLength(entry.name) > 100) throw new Error(`too long for this tar: ${entry.name}`);
  block.write(entry.name, 0);
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(1_700_000_000, 136, 12);
  block.write('link' in entry ? '2' : 'folder' in entry ? '5' : '0', 156);
  if ('link' in entry) block.write(entry.link, 157);
  block.write('ustar\x0000', 257);
  block.fill(' ', 148, 156); // the checksum counts itself as blanks
  const sum = block.reduce((a, b) => a + b, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
