// What a run needs of the machine. On Debian and Ubuntu as root it is installed; elsewhere the run says what to do.
// Runs before `npm ci`, so it needs nothing but Node.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { repo } from './build.mjs';
import { foundVsCodeServer } from './vscodeServer.mjs';

const started = Date.now();
const isRoot = process.getuid?.() === 0;

/** Tools by what they are for: the Debian package, and the command by which it is found elsewhere too. */
const tools = {
  engine: [
    { package: 'docker.io', command: 'dockerd' },
    { package: 'iptables', command: 'iptables' },
    { package: 'iproute2', command: 'ip' },
    { package: 'busybox-static', command: 'busybox' },
    { package: 'docker-registry', command: 'docker-registry' },
  ],
  podman: [{ package: 'podman', command: 'podman' }],
  browser: [
    { package: 'chromium', command: ['chromium', 'chromium-browser', 'google-chrome'] },
    { package: 'fonts-noto-cjk' },
  ],
  // code-server compiles native parts when it is installed
  server: [
    { package: 'build-essential', command: 'make' },
    { package: 'python3', command: 'python3' },
    { package: 'libkrb5-dev' },
  ],
};

/** Prints what happens, with the seconds since the start. */
export function say(text) {
  console.log(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] ${text}`);
}

export function requireNode() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Node 20 or newer is needed, this is ${process.versions.node}.`);
}

/** Installs the packages of the lock file where they are missing or of another lock file. */
export function ensureNodeModules() {
  requireNode();
  const mark = path.join(repo, 'node_modules/.package-lock.json');
  const lock = path.join(repo, 'package-lock.json');
  const mtime = file => (fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0);
  if (mtime(mark) >= mtime(lock) || sameLock(mark, lock)) return;
  // `npm ci` empties what a link leads to, and it is not this clone's own.
  if (fs.lstatSync(path.dirname(mark), { throwIfNoEntry: false })?.isSymbolicLink()) return;
  say('npm ci');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: repo,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/** A checkout sets times anew, so the text decides: npm writes the same entries into both. */
function sameLock(mark, lock) {
  if (!fs.existsSync(mark)) return false;
  const versions = file =>
    Object.entries(JSON.parse(fs.readFileSync(file, 'utf8')).packages)
      .filter(([name, entry]) => name !== '' && !entry.optional)
      .map(([name, entry]) => `${name}@${entry.version}`)
      .join('\n');
  return versions(mark) === versions(lock);
}

/** Makes the machine fit; returns a sentence that says why it is not and what to do, or `undefined`. */
export function prepare(kinds) {
  const wanted = kinds
    .filter(kind => kind !== 'server' || !foundVsCodeServer())
    .flatMap(kind => tools[kind]);
  if (kinds.includes('engine')) {
    if (process.platform !== 'linux')
      return 'A private Docker engine needs Linux. In WSL or a virtual machine: sudo npm test';
    if (!isRoot)
      return 'A private Docker engine needs root (namespaces of its own). Run: sudo npm test';
  }
  const missing = wanted.filter(tool => !isThere(tool)).map(tool => tool.package);
  if (missing.length === 0) return undefined;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!isRoot || !commandPath('apt-get')) {
    const debian = commandPath('apt-get')
      ? `Run: sudo sh -c '${command}'`
      : `On Debian these are the packages ${missing.join(', ')}`;
    return `Missing: ${missing.join(', ')}. ${debian}`;
  }
  return aptInstall(missing);
}

/** True where all tools of a kind are there. */
export function has(kind) {
  return tools[kind].every(isThere);
}

/** Returns a sentence where it failed. */
export function aptInstall(packages) {
  say(`apt-get install ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  return withoutServiceStarts(() => {
    const update = spawnSync('apt-get', ['-q', 'update'], options);
    const install = spawnSync(
      'apt-get',
      ['-q', 'install', '-y', '--no-install-recommends', ...packages],
      options,
    );
    if (update.status === 0 && install.status === 0) return undefined;
    return `apt-get could not install ${packages.join(', ')} (see above).`;
  });
}

/** Debian starts a service as soon as its package is there; a test machine is not to get an engine by the way. */
function withoutServiceStarts(work) {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !fs.existsSync(policy);
  if (ours) fs.writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return work();
  } finally {
    if (ours) fs.rmSync(policy);
  }
}

function isThere({ package: name, command }) {
  if (command) return [command].flat().some(commandPath);
  if (!commandPath('dpkg')) return true; // a matter of Debian only
  const { stdout } = spawnSync('dpkg', ['-s', name], { encoding: 'utf8' });
  return stdout.includes('Status: install ok installed');
}

export function commandPath(command) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  const names = process.platform === 'win32' ? [`${command}.cmd`, `${command}.exe`] : [command];
  return folders
    .flatMap(folder => names.map(name => path.join(folder, name)))
    .find(file => fs.existsSync(file));
}
