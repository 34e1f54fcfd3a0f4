import { type ChildProcess, spawn } from 'node:child_process';
import * as os from 'node:os';
import { object, text } from './normalise';

/** Empty where the helper has nothing for this server, or failed. */
export interface HelperAnswer {
  readonly username?: string;
  readonly secret?: string;
  readonly failure?: HelperFailure;
}

export interface HelperFailure {
  /** `missing`: no such program. `failed`: it said so. `answer`: what it said cannot be read. */
  readonly kind: 'missing' | 'timeout' | 'failed' | 'answer';
  readonly helper: string;
  /** In its own words, without any secret; empty where it has none. */
  readonly message: string;
}

export interface HelperOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** @default 30,000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** More is no login; in bytes. */
const most = 64 * 1024;

/**
 * Asks `docker-credential-NAME get`. Without a shell, with a bound on its time, and its whole group
 * of processes ended with it: a grandchild that hangs would keep the pipes open long after.
 *
 * @param server as the login was stored under: `https://index.docker.io/v1/`, `ghcr.io`
 */
export async function askCredentialHelper(
  name: string,
  server: string,
  options: HelperOptions,
): Promise<HelperAnswer> {
  const helper = `docker-credential-${name}`;
  const fail = (kind: HelperFailure['kind'], message = ''): HelperAnswer => ({
    failure: { kind, helper, message },
  });
  // A path would make it run whatever stands there.
  if (!/^[\w.-]+$/.test(name)) return fail('missing');
  const ended = await run(helper, server, options);
  if (ended.kind === 'error') {
    const isMissing = ended.code === 'ENOENT';
    return isMissing ? fail('missing') : fail('failed', ended.message);
  }
  if (ended.kind !== 'exit') return fail(ended.kind);
  if (ended.code !== 0) {
    const said = (ended.output || ended.errors).trim();
    // The words of docker-credential-helpers' own library, and of those who follow it.
    if (/credentials not found|not found in native keychain/i.test(said)) return {};
    return fail('failed', said.slice(0, 500));
  }
  return readAnswer(ended.output) ?? fail('answer');
}

function readAnswer(output: string): HelperAnswer | undefined {
  try {
    const answer = object(JSON.parse(output));
    return { username: text(answer['Username']), secret: text(answer['Secret']) };
  } catch {
    return undefined; // not to be quoted: it may hold the secret
  }
}

type Ended =
  | { readonly kind: 'exit'; readonly code: number | null; output: string; errors: string }
  | { readonly kind: 'error'; readonly code: string | undefined; readonly message: string }
  | { readonly kind: 'timeout' | 'answer' };

function run(helper: string, server: string, options: HelperOptions): Promise<Ended> {
  const { env, timeoutMs = 30_000, signal } = options;
  return new Promise(resolve => {
    const child = spawn(helper, ['get'], {
      // On Windows a program in the current folder would come before those of PATH.
      cwd: os.homedir(),
      env: env as NodeJS.ProcessEnv,
      stdio: 'pipe',
      windowsHide: true,
      // A group of its own, so that it can be ended whole.
      detached: process.platform !== 'win32',
    });
    const said = { output: '', errors: '' };
    const end = (ended: Ended): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
      child.unref();
      resolve(ended);
    };
    const stop = (kind: 'timeout' | 'answer'): void => {
      killGroup(child);
      end({ kind });
    };
    const cancel = (): void => stop('timeout');
    const timer = setTimeout(stop, timeoutMs, 'timeout');
    signal?.addEventListener('abort', cancel, { once: true });
    const note = (to: keyof typeof said) => (chunk: Buffer) => {
      said[to] += chunk.toString('utf8');
      if (said[to].length > most) stop('answer');
    };
    child.stdout.on('data', note('output'));
    child.stderr.on('data', note('errors'));
    child.on('error', (error: NodeJS.ErrnoException) =>
      end({ kind: 'error', code: error.code, message: error.message }),
    );
    child.on('close', code => end({ kind: 'exit', code, ...said }));
    child.stdin.on('error', () => {}); // it may end without reading
    child.stdin.end(server);
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform !== 'win32') process.kill(-pid, 'SIGKILL');
    else spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore' }).unref();
  } catch {
    // it ended by itself meanwhile
  }
}
