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

/** lenient: leaves out the files that do not parse, instead of failing. */
export async function buildTests({ lenient = false } = {}) {
  const { build } = await import('esbuild');
  let files = [...sources(path.join(repo, 'src')), ...sources(path.join(repo, 'test'))];
  for (;;) {
    try {
      await build({
        entryPoints: files,
        outdir: out,
        outbase: repo,
        absWorkingDir: repo,
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        sourcemap: true,
        logLevel: lenient ? 'silent' : 'warning',
      });
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
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: repo,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/**
 * The extension for the editor suite, in a folder of its own, with the code file by file: coverage cannot be mapped
 * back from a bundle. The page suite has the bundle that users get. Needs `buildTests()` first.
 */
export function buildForEditor() {
  const folder = path.join(out, 'extension');
  fs.mkdirSync(path.join(folder, 'dist'), { recursive: true });
  for (const name of fs.readdirSync(repo).filter(name => /^package\.nls.*\.json$/.test(name))) {
    fs.copyFileSync(path.join(repo, name), path.join(folder, name));
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(repo, 'package.json'), 'utf8'));
  const main = './code/extension.js';
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main }));
  fs.cpSync(path.join(repo, 'media'), path.join(folder, 'media'), { recursive: true });
  fs.rmSync(path.join(folder, 'code'), { recursive: true, force: true });
  fs.symlinkSync(path.join(out, 'src'), path.join(folder, 'code'), 'junction');
  npm('run', '--silent', 'build:pages', '--', `--outdir=${path.join(folder, 'dist/webviews')}`);
  return folder;
}

function npm(...args) {
  execFileSync('npm', args, { cwd: repo, stdio: 'inherit', shell: process.platform === 'win32' });
}

/** The extension as users get it, in one file. */
export function packageExtension() {
  const file = path.join(out, 'slipway.vsix');
  fs.mkdirSync(out, { recursive: true });
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
      file,
    ],
    { cwd: repo, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTests();
