import assert from 'node:assert/strict';
import fs from 'node:fs';
import { vsixFile } from '../lib/workbench';

/** The names in a zip archive's directory, which stands at its end. */
function namesInZip(file: string): string[] {
  const bytes = fs.readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [name, extra, comment] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset));
    const from = at + 46;
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    return bytes.subarray(from, from + (name ?? 0)).toString('utf8');
  });
}

describe('the package', () => {
  it('is under 2 MB', () => {
    const size = fs.statSync(vsixFile).size;
    assert.ok(size < 2_000_000, `${size} bytes`);
  });

  it('holds what runs, and nothing else', () => {
    const usual =
      /^extension\/(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/;
    const built =
      /^extension\/(dist\/extension\.js|dist\/webviews\/\w+\.js|media\/(?!readme\/).+)$/;
    const own = /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/;
    const names = namesInZip(vsixFile);
    const strange = names.filter(name => ![usual, built, own].some(pattern => pattern.test(name)));
    assert.deepEqual(strange, []);
    assert.ok(names.includes('extension/dist/extension.js'));
    assert.ok(names.includes('extension/package.nls.zh-cn.json'));
    assert.ok(names.includes('extension/media/l10n/bundle.l10n.zh-cn.json'));
  });

  it('brings one file for the extension host, without the packages that it does not use', () => {
    const size = fs.statSync('dist/extension.js').size;
    assert.ok(size < 700_000, `${size} bytes`);
  });
});
