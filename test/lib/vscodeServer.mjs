// Puts a VS Code server (inside the npm package code-server) and the Node it wants into a cache folder outside the
// repository, once. Needs nothing but Node and npm, so it can run before `npm ci`.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cache } from './cache.mjs';

const VERSION = '4.139.1'; // holds VS Code 1.139.1
const NODE_VERSION = '24.21.0'; // code-server refuses any other major version

const home = path.join(cache, `code-server-${VERSION}-node-${NODE_VERSION}`);
const node = path.join(home, 'tool/node_modules/node/bin/node');
const vscode = path.join(home, 'node_modules/code-server/lib/vscode');
const complete = path.join(home, '.complete');

/** The server's folder and its Node; `null` where it is not installed yet. */
export function foundVsCodeServer() {
  return fs.existsSync(complete) ? { vscode, node } : null;
}

/** Installs it where it is missing: about 100 s and 800 MB, native parts are compiled. */
export async function ensureVsCodeServer() {
  if (process.platform === 'win32')
    throw new Error(
      'The VS Code server runs on Linux and macOS; on Windows use a desktop VS Code.',
    );
  if (fs.existsSync(complete)) return { vscode, node };
  fs.mkdirSync(cache, { recursive: true });
  const release = await takeLock(path.join(cache, '.lock'));
  try {
    for (let tries = 1; !fs.existsSync(complete); tries++) {
      try {
        install();
      } catch (error) {
        if (tries === 2) throw error;
        console.log(`  once more: ${error.message}`);
      }
    }
  } finally {
    release();
  }
  return { vscode, node };
}

function install() {
  const tool = path.join(home, 'tool');
  const options = { stdio: ['ignore', 'inherit', 'inherit'] };
  const npm = ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(tool, { recursive: true });
  fs.writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  fs.writeFileSync(path.join(tool, 'package.json'), '{"private":true}');
  // two folders: the install of code-server would remove a node that stands beside it
  execFileSync('npm', [...npm, `node@${NODE_VERSION}`], { ...options, cwd: tool });
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  for (const name of Object.keys(env)) if (name.startsWith('npm_')) delete env[name];
  execFileSync('npm', [...npm, `code-server@${VERSION}`], { ...options, cwd: home, env });
  execFileSync(node, [path.join(vscode, 'out/server-main.js'), '--version'], { stdio: 'ignore' });
  fs.writeFileSync(complete, '');
}

/** Two at once: the second waits and finds it done. A lock whose process is gone counts as free. */
async function takeLock(file) {
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(Number(readOr(file, '')))) fs.rmSync(file, { force: true });
      else await sleep(1000);
    }
  }
}

function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return otherwise; // just released
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
