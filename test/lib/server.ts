import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { plainModule } from './plainModule';
import { eventually } from './processes';
import { steadySettings } from './settings';

export interface ServerOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packaged extensions to install first. */
  readonly vsix?: readonly string[];
  /** A VS Code display language, such as `zh-cn`. */
  readonly locale?: string;
  /** Added to the extension host's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Honours extensionDevelopmentPath and extensionTestsPath in the address; also hides notifications. */
  readonly driver?: boolean;
  /** Without it, a free one. */
  readonly port?: number;
  /** Asked for in the address; without it anyone on this machine may connect, so only for tests. */
  readonly token?: string;
  /** Without it, a throwaway one. */
  readonly dir?: string;
  /** Trusts every folder without asking; on by default. */
  readonly trust?: boolean;
}

export interface Server {
  readonly origin: string;
  readonly authority: string;
  readonly dir: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

interface Installed {
  readonly vscode: string;
  readonly node: string;
}

/** Starts a VS Code server with its own settings and extensions, reachable from this machine only. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const installed = await findInstalled();
  const dir = options.dir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-code-'));
  const folders = writeFolders(dir, options);
  const env = cleanEnvironment(dir, options.env);
  if (options.locale) await writeLanguage(dir, options.locale);
  await installExtensions(installed, folders, env, options);
  const port = options.port ?? (await freePort());
  const log = fs.openSync(path.join(dir, 'server.log'), 'w');
  const args = [
    ...folders,
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
    ...(options.locale ? ['--locale', options.locale] : []),
    ...(options.trust === false ? [] : ['--disable-workspace-trust']),
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
  ];
  // detached: its own process group, so that extension and terminal hosts end with it
  const child = spawn(installed.node, args, { env, stdio: ['ignore', log, log], detached: true });
  fs.closeSync(log);
  endWithThisProcess(child);
  const origin = `http://127.0.0.1:${port}`;
  const up = await eventually(
    async () => child.exitCode !== null || (await answers(origin)),
    60_000,
  );
  const stop = (): Promise<void> => stopServer(child, options.dir === undefined ? dir : undefined);
  if (!up || child.exitCode !== null) {
    const said = fs.readFileSync(path.join(dir, 'server.log'), 'utf8');
    await stop();
    throw new Error(`The VS Code server did not come up:\n${said}`);
  }
  return { origin, authority: `127.0.0.1:${port}`, dir, process: child, stop };
}

/** Servers are process groups of their own: without this they would outlive a process that is ended from outside. */
const live = new Set<ChildProcess>();
let guarded = false;

function endWithThisProcess(child: ChildProcess): void {
  live.add(child);
  child.once('exit', () => live.delete(child));
  if (guarded) return;
  guarded = true;
  process.on('exit', () => {
    for (const server of live) signalGroup(server, 'SIGKILL');
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (process.listenerCount(name) === 1) process.exit(130); // else somebody stops it in order
    });
  }
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch {
    // gone
  }
}

/** The address of the workbench with a folder or a .code-workspace file, and options of VS Code's own. */
export function workbenchAddress(
  server: { readonly origin: string },
  open: string | undefined,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams();
  if (open === undefined) query.set('ew', 'true');
  else query.set(open.endsWith('.code-workspace') ? 'workspace' : 'folder', open);
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.origin}/?${query}`;
}

async function findInstalled(): Promise<Installed> {
  type Module = { ensureVsCodeServer(): Promise<Installed> };
  return (await plainModule<Module>('vscodeServer.mjs')).ensureVsCodeServer();
}

/** Where the server looks for its display languages. */
async function writeLanguage(dir: string, locale: string): Promise<void> {
  type Module = { languagePack(locale: string): Promise<object> };
  const { languagePack } = await plainModule<Module>('languagePack.mjs');
  const packs = await languagePack(locale);
  fs.writeFileSync(path.join(dir, 'user/languagepacks.json'), JSON.stringify(packs));
}

/** Makes the folders and gives the arguments that name them. */
function writeFolders(dir: string, options: ServerOptions): string[] {
  const user = path.join(dir, 'user');
  const settings = path.join(user, 'User/settings.json');
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  fs.mkdirSync(path.join(dir, 'extensions'), { recursive: true });
  if (options.dir === undefined || !fs.existsSync(settings)) {
    const all = { ...steadySettings, ...options.settings };
    fs.writeFileSync(settings, JSON.stringify(all, null, 2));
  }
  return [
    ...['--server-data-dir', path.join(dir, 'server'), '--user-data-dir', user],
    ...['--extensions-dir', path.join(dir, 'extensions')],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
  ];
}

function cleanEnvironment(dir: string, more: ServerOptions['env']): NodeJS.ProcessEnv {
  // EXTENSIONS_GALLERY: no gallery, so nothing is looked up outside. XDG_RUNTIME_DIR: its sockets, else left in /tmp
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: dir, ...more };
  const unwanted = /^(VSCODE_|NODE_OPTIONS$|npm_|ELECTRON_)/; // of a surrounding editor or npm
  return Object.fromEntries(Object.entries(env).filter(([name]) => !unwanted.test(name)));
}

async function installExtensions(
  installed: Installed,
  folders: string[],
  env: NodeJS.ProcessEnv,
  options: ServerOptions,
): Promise<void> {
  const files = options.vsix ?? [];
  const main = path.join(installed.vscode, 'out/server-main.js');
  folders.unshift(main);
  if (files.length === 0) return;
  const args = [...folders, ...files.flatMap(file => ['--install-extension', file])];
  const child = spawn(installed.node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', chunk => (said += chunk));
  child.stderr.on('data', chunk => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`Installing ${files.join(', ')} failed:\n${said}`);
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  await new Promise(done => probe.close(done));
  return port;
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/version`)).ok;
  } catch {
    return false; // not yet
  }
}

async function stopServer(child: ChildProcess, remove: string | undefined): Promise<void> {
  signalGroup(child, 'SIGTERM');
  await eventually(() => child.exitCode !== null || child.signalCode !== null, 5000);
  signalGroup(child, 'SIGKILL');
  if (remove !== undefined) fs.rmSync(remove, { recursive: true, force: true, maxRetries: 5 });
}
