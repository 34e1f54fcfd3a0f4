import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { inspect } from 'node:util';
import Docker from 'dockerode';
import type { Endpoint, TlsFiles } from './endpoint';
import { EngineError } from './errors';

/** The API versions that we speak: 1.41 is Docker 20.10, 1.51 is Docker 28. */
const oldest = '1.24';
const newest = '1.51';

/** How long a call that should answer at once may take. */
const patience = 10_000;

/** One engine that answered, and the way to it. */
export interface Engine {
  readonly endpoint: Endpoint;
  /** For calls that end by themselves: few connections, kept open. */
  readonly docker: Docker;
  /** For streams (events, logs, exec, pull): as many connections as are wanted. */
  readonly streams: Docker;
  readonly about: EngineAbout;
  close(): void;
}

export interface EngineAbout {
  /** Docker's own, `28.5.2`; Podman's where it is Podman. */
  readonly version: string;
  readonly product: string;
  /** The version that both sides speak. */
  readonly apiVersion: string;
  readonly os: string;
  readonly arch: string;
  /** The engine's clock when it answered, in seconds. */
  readonly clockSeconds: number;
}

export interface CallOptions {
  /** @default 10,000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connects: asks the version, and settles the API version that both sides speak.
 *
 * @throws {EngineError} of a connection kind, or `version` where no API version is shared
 * @see Engine API, SystemVersion: GET /version
 */
export async function connect(endpoint: Endpoint, options: CallOptions = {}): Promise<Engine> {
  const first = await open(endpoint, undefined);
  try {
    const about = await ask(first, options);
    const rest = await open(endpoint, about.apiVersion);
    first.close();
    return { endpoint, about, ...rest };
  } catch (error) {
    first.close();
    throw error;
  }
}

/**
 * One call that ends by itself, with a bound on its time. The promise always settles: dockerode's
 * own never does when an answer is cut off in the middle, with a timeout or a signal or without.
 *
 * @throws {EngineError} `timeout` or `cancelled` from here, else what the engine's answer means
 */
export async function call<T>(
  options: CallOptions,
  run: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { timeoutMs = patience, signal } = options;
  if (signal?.aborted) throw new EngineError('cancelled', 'cancelled');
  const abort = new AbortController();
  let stop: () => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    const end = (kind: 'timeout' | 'cancelled'): void => {
      reject(new EngineError(kind, kind));
      abort.abort();
    };
    const timer = setTimeout(end, timeoutMs, 'timeout');
    const cancel = (): void => end('cancelled');
    signal?.addEventListener('abort', cancel);
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
  });
  try {
    const work = run(abort.signal);
    // When the bound wins, what the call says afterwards is of no interest.
    work.catch(() => {});
    return await Promise.race([work, ended]);
  } catch (error) {
    throw EngineError.from(error);
  } finally {
    stop();
  }
}

/**
 * The answer as a list. dockerode resolves with a Buffer where the JSON cannot be read.
 *
 * @throws {EngineError} `badAnswer`
 */
export function asList(answer: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(answer)) return answer;
  throw new EngineError('badAnswer', 'expected a list');
}

/**
 * The answer as an object.
 *
 * @throws {EngineError} `badAnswer`
 */
export function asObject(answer: unknown): Record<string, unknown> {
  if (typeof answer === 'object' && answer !== null && !Buffer.isBuffer(answer)) {
    return answer as Record<string, unknown>;
  }
  throw new EngineError('badAnswer', 'expected an object');
}

async function ask(to: { docker: Docker }, options: CallOptions): Promise<EngineAbout> {
  const { answer, date } = await call(options, signal => versionOf(to.docker, signal));
  const { Version, ApiVersion, MinAPIVersion, Os, Arch, Components } = asObject(answer);
  const parts = Array.isArray(Components) ? (Components as { Name?: unknown }[]) : [];
  return {
    version: String(Version ?? ''),
    product: parts.some(p => p.Name === 'Podman Engine') ? 'Podman' : 'Docker',
    apiVersion: negotiate(String(ApiVersion ?? ''), String(MinAPIVersion ?? oldest)),
    os: String(Os ?? 'linux'),
    arch: String(Arch ?? ''),
    clockSeconds: Math.floor((Date.parse(date ?? '') || Date.now()) / 1000),
  };
}

/** The newest version that both speak. */
function negotiate(theirs: string, theirOldest: string): string {
  const shared = compare(theirs, newest) < 0 ? theirs : newest;
  if (!/^\d+\.\d+$/.test(theirs)) throw new EngineError('badAnswer', `API version ${theirs}`);
  if (compare(shared, oldest) < 0 || compare(shared, theirOldest) < 0) {
    throw new EngineError('version', `${theirOldest} – ${theirs}`);
  }
  return shared;
}

/** Negative where a is the older of two `major.minor` versions. */
export function compare(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** Without a version in the path, and with the Date header: the engine's own clock. */
async function versionOf(
  docker: Docker,
  abortSignal: AbortSignal,
): Promise<{ answer: unknown; date: string | undefined }> {
  const response = await dialStream(docker, { path: '/version', method: 'GET', abortSignal });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  try {
    const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { answer, date: response.headers.date };
  } catch {
    throw new EngineError('badAnswer', 'not JSON');
  }
}

/** The answer of any request as a stream with its headers, for what dockerode has no method for. */
export function dialStream(
  docker: Docker,
  request: { path: string; method: string; abortSignal: AbortSignal; options?: object },
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const statusCodes = { 200: true };
    docker.modem.dial({ ...request, isStream: true, statusCodes }, (error, answer) =>
      error ? reject(error) : resolve(answer as http.IncomingMessage),
    );
  });
}

interface Ways {
  readonly docker: Docker;
  readonly streams: Docker;
  close(): void;
}

async function open(endpoint: Endpoint, apiVersion: string | undefined): Promise<Ways> {
  const { address } = endpoint;
  const tls = address.kind === 'tcp' ? address.tls : undefined;
  const kind = tls ? https : http;
  const settings: https.AgentOptions = tls ? await material(tls) : {};
  // A dead TCP peer is noticed by the system's keep-alive, without a request of ours.
  const calls = new kind.Agent({ ...settings, keepAlive: true, maxSockets: 8, timeout: 60_000 });
  const streams = new kind.Agent({ ...settings, keepAlive: false });
  const version = apiVersion === undefined ? undefined : `v${apiVersion}`;
  const way = (agent: http.Agent): Docker => {
    // docker-modem formats all its request options for its debug log, even when that is off.
    Object.assign(agent, { [inspect.custom]: () => 'Agent' });
    return new Docker({
      // All named, for what is left out docker-modem takes from DOCKER_HOST.
      socketPath: address.kind === 'socket' ? address.path : undefined,
      host: address.kind === 'tcp' ? address.host : undefined,
      port: address.kind === 'tcp' ? address.port : undefined,
      protocol: tls ? 'https' : 'http',
      agent,
      version,
    } as Docker.DockerOptions);
  };
  return {
    docker: way(calls),
    streams: way(streams),
    close: () => {
      calls.destroy();
      streams.destroy();
    },
  };
}

async function material(tls: TlsFiles): Promise<https.AgentOptions> {
  const read = async (file: string | undefined): Promise<Buffer | undefined> =>
    file === undefined ? undefined : fs.promises.readFile(file);
  try {
    const [ca, cert, key] = await Promise.all([read(tls.ca), read(tls.cert), read(tls.key)]);
    return {
      ...(ca && { ca }),
      ...(cert && { cert }),
      ...(key && { key }),
      rejectUnauthorized: tls.verify,
    };
  } catch (error) {
    throw new EngineError('tls', (error as Error).message);
  }
}
