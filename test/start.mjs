// `npm start`: builds the extension, finds (or on Debian and Ubuntu installs) a Docker engine, and opens a VS Code on it:
// the desktop's, or a VS Code server with its page. Stays until Ctrl-C.
//   --demo          makes the example of the README on the engine       --demo=clean    removes it again, and ends
//   --locale zh-cn  the editor's language                               --port N        of the page
//   --no-open       no window: serve the page, print its address
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildExtension, buildTests, out, packageExtension, repo } from './lib/build.mjs';
import { commandPath, ensureNodeModules, prepare, requireNode, say } from './lib/machine.mjs';
import { ensureVsCodeServer, foundVsCodeServer } from './lib/vscodeServer.mjs';

const usual = 3939; // the port, where it is free

try {
  requireNode();
  await main(readOptions());
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

function readOptions() {
  const args = process.argv.slice(2).map(word => (word === '--demo' ? '--demo=make' : word));
  const { values } = parseArgs({
    args,
    options: {
      demo: { type: 'string' },
      locale: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log('npm start -- [--demo | --demo=clean] [--locale zh-cn] [--port N] [--no-open]');
    process.exit(0);
  }
  if (values.demo && !['make', 'clean'].includes(values.demo))
    throw new Error('--demo or --demo=clean');
  if (values.port && !(Number(values.port) > 0 && Number(values.port) < 65_536))
    throw new Error('--port: a number from 1 to 65535');
  return values;
}

async function main(options) {
  ensureNodeModules();
  say('building');
  await buildTests({ lenient: true });
  const { findEngine } = await import('./lib/findEngine.mjs');
  const engine = await findEngine();
  const { about, endpoint, docker } = engine;
  say(`engine: ${about.product} ${about.version} at ${endpoint.url}`);
  if (options.demo) await demo(docker, options.demo);
  engine.close();
  if (options.demo === 'clean') return;
  const code = desktopCode(options);
  await (code ? openDesktop(code, options) : serve(options));
}

async function demo(docker, what) {
  const { cleanDemo, makeDemo } = await lib('demo');
  if (what === 'clean') {
    say(`demo: ${await cleanDemo(docker)} things removed`);
    return;
  }
  say('demo: making two networks, four containers, a volume and an image');
  await makeDemo(docker);
  say('demo: ready; npm start -- --demo=clean removes it');
}

/** The desktop's `code`, where there is a screen to open it on. */
function desktopCode(options) {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return screen && !options['no-open'] ? commandPath('code') : undefined;
}

/** Like F5: the extension from this folder, in a window of its own. */
async function openDesktop(code, options) {
  buildExtension();
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${repo}`, playground()];
  if (options.locale) args.push('--locale', options.locale);
  say('opening VS Code; this ends when its window is closed');
  const child = spawn(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  await new Promise(done => child.on('exit', done));
}

async function serve(options) {
  const lacking = foundVsCodeServer() ? undefined : prepare(['server']);
  if (lacking)
    throw new Error(
      `${lacking}\nThe VS Code server needs it to install. Or install the desktop VS Code.`,
    );
  if (!foundVsCodeServer()) say('VS Code server: installing into the cache, about two minutes');
  await ensureVsCodeServer();
  buildExtension();
  const vsix = packageExtension();
  const { startServer, workbenchAddress } = await lib('server');
  const token = randomBytes(16).toString('hex');
  const server = await startServer({
    dir: dataFolder(),
    vsix: [vsix],
    token,
    port: options.port ? Number(options.port) : await freePort(usual),
    ...(options.locale ? { locale: options.locale } : {}),
  });
  const address = `${workbenchAddress(server, playground())}&tkn=${token}`;
  console.log(
    `\n  ${address}\n\nOpen it in a browser on this machine; the ship at the left is Slipway. Ctrl-C ends it.`,
  );
  if (!options['no-open']) openBrowserWindow(address);
  const end = await new Promise(done => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => done('asked'));
    server.process.once('exit', () => done('by itself'));
  });
  if (end !== 'asked') console.error('The VS Code server ended by itself.');
  process.exitCode = end === 'asked' ? 0 : 1;
  await server.stop();
}

function openBrowserWindow(address) {
  const opener = { darwin: 'open', linux: 'xdg-open' }[process.platform];
  const screen =
    process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (opener && screen && commandPath(opener)) spawnSync(opener, [address], { stdio: 'ignore' });
}

function cacheFolder(name) {
  const folder = path.join(
    process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
    'slipway',
    name,
  );
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** What the editor remembers from one start to the next. */
function dataFolder() {
  return cacheFolder('start');
}

/** A folder to open that is nobody's work. */
function playground() {
  return cacheFolder('playground');
}

async function freePort(wanted) {
  const works = port =>
    new Promise(done => {
      const probe = net.createServer().once('error', () => done(0));
      probe.listen(port, '127.0.0.1', () => {
        const { port: got } = probe.address();
        probe.close(() => done(got));
      });
    });
  return (await works(wanted)) || works(0);
}

function lib(name) {
  return import(pathToFileURL(path.join(out, `test/lib/${name}.js`)).href);
}
