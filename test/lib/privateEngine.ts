import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { addNetwork, removeCgroups, removeNetwork } from './engineNamespace';
import {
  childrenOf,
  eventually,
  freeze,
  isAlive,
  markOf,
  type ProcessMark,
  signal,
} from './processes';
import { repo } from './repo';

const run = promisify(execFile);
const base = process.env.SLIPWAY_ENGINES ?? '/var/tmp/slipway-engines';

const system = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface EngineOptions {
  /** A folder with another dockerd, containerd and their kin, tried before the machine's own; else SLIPWAY_TEST_DOCKER. */
  readonly bin?: string;
  /** More for its daemon.json. */
  readonly config?: Record<string, unknown>;
  /** True: stays when this process ends, until someone purges it. */
  readonly keep?: boolean;
  /** The machine's own Podman instead of a Docker; `bin` and `config` are nothing to it. */
  readonly podman?: boolean;
}

/** Makes a private engine's folder and network, starts it, and waits until it answers. */
export async function createEngine(options: EngineOptions = {}): Promise<PrivateEngine> {
  fs.mkdirSync(base, { recursive: true, mode: 0o700 });
  const number = claimNumber();
  const dir = path.join(base, String(number));
  const owner = options.keep ? 'keep' : JSON.stringify(markOf(process.pid));
  fs.writeFileSync(path.join(dir, 'owner'), owner);
  const engine = new PrivateEngine(dir);
  try {
    await addNetwork(number);
    if (options.podman) writePodmanConfig(dir);
    else writeConfig(dir, number, options);
    await engine.start();
    return engine;
  } catch (error) {
    await engine.purge();
    throw error;
  }
}

/** Purges the engines whose process ended without doing so. */
export async function sweepEngines(): Promise<number> {
  const stale = engineFolders().filter(dir => isStale(dir));
  for (const dir of stale) await new PrivateEngine(dir).purge();
  return stale.length;
}

export function engineFolders(): string[] {
  if (!fs.existsSync(base)) return [];
  return fs.readdirSync(base).map(name => path.join(base, name));
}

/**
 * A dockerd with its own network, mount and process namespace, data, containerd and control groups: it neither
 * sees nor disturbs the machine's own engine. All its state is in its folder, so any process of the same user can
 * take hold of it by `new PrivateEngine(folder)`.
 */
export class PrivateEngine {
  readonly socket: string;
  /** As in DOCKER_HOST. */
  readonly host: string;
  /** Where this machine reaches the ports that the engine's containers publish. */
  readonly address: string;
  /** A registry's name for the engine; for this machine it is at `address`, the same port. */
  readonly registry = '127.0.0.1:5000';

  constructor(readonly dir: string) {
    this.socket = path.join(dir, 'docker.sock');
    this.host = `unix://${this.socket}`;
    this.address = `10.199.${path.basename(dir)}.2`;
  }

  get isRunning(): boolean {
    const mark = this.namespace();
    return mark !== undefined && isAlive(mark);
  }

  async start(): Promise<void> {
    if (this.isRunning) return;
    // left by a crash: process numbers in there may fit another process of the new namespace
    await run('rm', [
      '-rf',
      this.socket,
      path.join(this.dir, 'docker.pid'),
      path.join(this.dir, 'exec'),
    ]);
    const number = path.basename(this.dir);
    const search = fs.readFileSync(path.join(this.dir, 'path'), 'utf8');
    const words = fs.readFileSync(path.join(this.dir, 'arguments'), 'utf8').split('\n');
    const [script = '', ...daemon] = words;
    const init = path.join(repo, 'test/lib', script);
    // Not `ip netns exec`: it mounts /sys anew, and the control groups are gone.
    const inside = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const child = spawn(
      'nsenter',
      [`--net=/run/netns/slipway-${number}`, ...inside, 'sh', init, this.dir, ...daemon],
      { detached: true, stdio: 'ignore', env: { PATH: search, HOME: this.dir, LANG: 'C.UTF-8' } },
    );
    child.unref();
    child.on('error', () => undefined); // no nsenter: then there is no pid either
    if (child.pid === undefined) throw new Error('nsenter (package util-linux) is missing');
    fs.writeFileSync(path.join(this.dir, 'process'), JSON.stringify(markOf(child.pid)));
    const up = await eventually(async () => !this.isRunning || (await ping(this.socket)), 60_000);
    if (!up || !this.isRunning) throw new Error(`it did not come up:\n${this.logTail()}`);
  }

  /** As a service manager would: containers get SIGTERM first, and remember that they were stopped. */
  async stop(): Promise<void> {
    for (const pid of this.daemons()) {
      signal(pid, 'SIGCONT');
      signal(pid, 'SIGTERM');
    }
    await eventually(() => !this.isRunning, 20_000);
    await this.kill();
  }

  /** As a crash of the whole machine would: everything in it ends at once. */
  async kill(): Promise<void> {
    const mark = this.namespace();
    if (mark !== undefined && isAlive(mark)) {
      for (const pid of childrenOf(mark.pid)) signal(pid, 'SIGKILL');
      if (!(await eventually(() => !isAlive(mark), 10_000))) signal(mark.pid, 'SIGKILL');
    }
    fs.rmSync(this.socket, { force: true });
  }

  /** Freezes dockerd: connections are accepted, nothing is answered, its containers go on. */
  pause(): void {
    for (const pid of this.daemons()) freeze(pid);
  }

  resume(): void {
    for (const pid of this.daemons()) signal(pid, 'SIGCONT');
  }

  /** Ends it and removes all it ever made. */
  async purge(): Promise<void> {
    await this.kill();
    const number = Number(path.basename(this.dir));
    await removeNetwork(number);
    removeCgroups(`slipway-${number}`);
    // rm: some ten times faster than Node on a data folder of many layers
    await run('rm', ['-rf', '--one-file-system', this.dir]);
  }

  logTail(lines = 20): string {
    const file = path.join(this.dir, 'daemon.log');
    if (!fs.existsSync(file)) return '(no log)';
    return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  private namespace(): ProcessMark | undefined {
    const file = path.join(this.dir, 'process');
    return fs.existsSync(file)
      ? (JSON.parse(fs.readFileSync(file, 'utf8')) as ProcessMark)
      : undefined;
  }

  private daemons(): number[] {
    const mark = this.namespace();
    if (mark === undefined || !isAlive(mark)) return [];
    const inits = childrenOf(mark.pid);
    return inits.flatMap(init => ['dockerd', 'podman'].flatMap(name => childrenOf(init, name)));
  }
}

/** The number is the third part of the engine's address and stands in the names of all it has. */
function claimNumber(): number {
  for (let number = 1; number < 255; number++) {
    try {
      fs.mkdirSync(path.join(base, String(number)));
      return number;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`254 private engines are there already, see ${base}`);
}

function isStale(dir: string): boolean {
  const file = path.join(dir, 'owner');
  if (!fs.existsSync(file)) return Date.now() - fs.statSync(dir).ctimeMs > 60_000;
  const owner = fs.readFileSync(file, 'utf8');
  return owner !== 'keep' && !isAlive(JSON.parse(owner) as ProcessMark);
}

function writeConfig(dir: string, number: number, options: EngineOptions): void {
  const config = {
    'log-level': 'warn',
    'shutdown-timeout': 3,
    // the default pools allow 30 networks
    'default-address-pools': [{ base: '10.164.0.0/14', size: 26 }],
    // nobody listens there: a name that no container has is refused at once, instead of after a time-out
    dns: [`10.199.${number}.1`],
    ...options.config,
  };
  const daemon = [
    'engineInit.sh',
    `--config-file=${dir}/etc/daemon.json`,
    `--host=unix://${dir}/docker.sock`,
    `--data-root=${dir}/data`,
    `--exec-root=${dir}/exec`,
    `--pidfile=${dir}/docker.pid`,
    `--cgroup-parent=/slipway-${number}`,
    '--exec-opt=native.cgroupdriver=cgroupfs',
  ];
  const registry = `version: 0.1
log: { level: error }
storage: { filesystem: { rootdirectory: ${dir}/registry }, delete: { enabled: true } }
http: { addr: '0.0.0.0:5000' }
`;
  fs.mkdirSync(path.join(dir, 'etc'));
  fs.writeFileSync(path.join(dir, 'etc/daemon.json'), JSON.stringify(config, null, 2));
  fs.writeFileSync(path.join(dir, 'arguments'), daemon.join('\n'));
  const bin = options.bin ?? process.env.SLIPWAY_TEST_DOCKER;
  fs.writeFileSync(path.join(dir, 'path'), bin ? `${bin}:${system}` : system);
  fs.writeFileSync(path.join(dir, 'registry.yml'), registry);
}

/** What it keeps outside these folders is hidden from it by podmanInit.sh. */
function writePodmanConfig(dir: string): void {
  // Without systemd there is no journal; and crun does not start where both versions of control groups are mounted.
  const config = `[containers]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_config_dir = "${dir}/etc/cni"
`;
  const daemon = [
    'podmanInit.sh',
    `--root=${dir}/data`,
    `--runroot=${dir}/exec`,
    `--tmpdir=${dir}/tmp`,
    ...['system', 'service', '--time=0', `unix://${dir}/docker.sock`],
  ];
  fs.mkdirSync(path.join(dir, 'etc/cni'), { recursive: true });
  fs.writeFileSync(path.join(dir, 'etc/containers.conf'), config);
  fs.writeFileSync(path.join(dir, 'arguments'), daemon.join('\n'));
  fs.writeFileSync(path.join(dir, 'path'), system);
}

function ping(socketPath: string): Promise<boolean> {
  return new Promise(done => {
    const request = http.get({ socketPath, path: '/_ping', timeout: 2000 }, response => {
      response.resume();
      done(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => done(false));
  });
}
