import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { placeholders, readTexts } from '../lib/manifest';
import { repo } from '../lib/repo';

/** All English texts that the code hands to `vscode.l10n.t`, as the editor looks them up. */
async function textsInCode(): Promise<string[]> {
  const folder = path.join(repo, 'src');
  const names = fs.readdirSync(folder, { recursive: true }).map(String);
  const sources = names
    .filter(name => name.endsWith('.ts') && !name.startsWith('webviews'))
    .map(name => fs.readFileSync(path.join(folder, name), 'utf8'))
    .filter(contents => contents.includes('l10n'));
  // as one: the same result in half the time
  const all = { extension: '.ts', contents: sources.join('\n') };
  return Object.keys(await getL10nJson([all]));
}

describe('the Chinese texts of the code', () => {
  const bundle = readTexts('media/l10n/bundle.l10n.zh-cn.json');
  let english: readonly string[] = [];

  before(async function () {
    this.timeout(60_000);
    english = await textsInCode();
  });

  it('are all there, and none is left over', () => {
    assert.ok(english.length > 0);
    assert.deepEqual(
      english.filter(text => !bundle[text]),
      [],
      'missing',
    );
    assert.deepEqual(
      Object.keys(bundle).filter(text => !english.includes(text)),
      [],
      'stale',
    );
  });

  it('have the placeholders of the English', () => {
    for (const [text, chinese] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(chinese), placeholders(text), text);
    }
  });

  it('are Chinese wherever the English is a sentence', () => {
    const sentence = /[a-z]{2,} [a-z]{2,}/;
    const left = Object.entries(bundle).filter(
      ([text, chinese]) => sentence.test(text) && !/\p{Script=Han}/u.test(chinese),
    );
    assert.deepEqual(left, []);
  });
});

describe('the Chinese texts of package.json', () => {
  const english = readTexts('package.nls.json');
  const chinese = readTexts('package.nls.zh-cn.json');

  it('are Chinese wherever the English is a sentence', () => {
    const sentence = /[a-z]{2,} [a-z]{2,}/;
    const keys = Object.keys(english).filter(key => sentence.test(english[key] ?? ''));
    assert.deepEqual(
      keys.filter(key => !/\p{Script=Han}/u.test(chinese[key] ?? '')),
      [],
    );
  });
});
