// Turns src and test into plain JavaScript under out/, file by file, so that tests and coverage meet each file as itself.
// usage: node test/lib/build.mjs          (SLIPWAY_OUT names another folder, for two builds at once)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repo = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const out = path.resolve(repo, process.env.SLIPWAY_OUT ?? 'out');

function sources(dir) {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) return sources(file);
    return file.endsWith('.ts') && !file.endsWith('.d.ts') ? [file] : [];
  });
}

async function transpile(files, outdir, outbase, logLevel = 'warning') {
  const { build } = await import('esbuild');
  await build({
    ...{ entryPoints: files, outdir, outbase, absWorkingDir: repo, logLevel },
    ...{ format: 'cjs', platform: 'node', target: 'node20', sourcemap: true },
  });
}

/** lenient: leaves out the files that do not parse, instead of failing. */
export async function buildTests({ lenient = false } = {}) {
  let files = [...sources(path.join(repo, 'src')), ...sources(path.join(repo, 'test'))];
  for (;;) {
    try {
      await transpile(files, out, repo, lenient ? 'silent' : 'warning');
      return;
    } catch (error) {
      const broken = new Set(
        (error.errors ?? []).map(e => e.location && path.resolve(repo, e.location.file)),
      );
      const rest = files.filter(file => !broken.has(file));
      if (!lenient || rest.length === files.length) throw error;
      for (const e of error.errors)
        console.error(`left out: ${e.location.file}:${e.location.line}: ${e.text}`);
      files = rest;
    }
  }
}

/** The extension as users get it, into dist/. */
export function buildExtension() {
  npm('run', '--silent', 'build');
}

/**
 * The extension for the editor suite, in a folder of its own, with the code file by file: coverage cannot be mapped
 * back from a bundle. The page suite has the bundle that users get.
 */
export async function buildForEditor() {
  const folder = path.join(out, 'extension');
  const code = path.join(folder, 'dist');
  fs.mkdirSync(code, { recursive: true });
  for (const name of fs.readdirSync(repo).filter(name => /^package(\.nls.*)?\.json$/.test(name))) {
    fs.copyFileSync(path.join(repo, name), path.join(folder, name));
  }
  fs.cpSync(path.join(repo, 'media'), path.join(folder, 'media'), { recursive: true });
  const src = path.join(repo, 'src');
  const pages = path.join(src, 'webviews') + path.sep;
  await transpile(
    sources(src).filter(file => !file.startsWith(pages)),
    code,
    src,
  );
  npm('run', '--silent', 'build:pages', '--', `--outdir=${path.join(code, 'webviews')}`);
  return folder;
}

function npm(...args) {
  execFileSync('npm', args, { cwd: repo, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** The extension as users get it, in one file. */
export function packageExtension({ from = repo, to = path.join(out, 'slipway.vsix') } = {}) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  const vsce = path.join(repo, 'node_modules/@vscode/vsce/vsce');
  execFileSync(
    process.execPath,
    [
      vsce,
      'package',
      '--no-dependencies',
      '--skip-license',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '-o',
      to,
    ],
    { cwd: from, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return to;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTests();
