import { setMaxListeners } from 'node:events';
import type * as http from 'node:http';
import type Docker from 'dockerode';
import type { Endpoint } from './endpoint';
import { EngineError } from './errors';
import { openTransport, speak, type Transport, type Watch } from './transport';

/** The API versions that we speak: 1.41 is Docker 20.10, 1.51 is Docker 28. */
const oldest = '1.24';
const newest = '1.51';

/** How long a call that should answer at once may take. */
const patience = 10_000;

/** One engine that answered, and the ways to it. */
export interface Engine extends Transport {
  readonly endpoint: Endpoint;
  readonly about: EngineAbout;
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

export interface ConnectOptions extends CallOptions {
  readonly watch?: Watch;
}

/**
 * Connects: asks the version, and settles the API version that both sides speak.
 *
 * @throws {EngineError} of a connection kind (`absent` tells where it was `looked` for), `badAnswer`,
 *   or `version` where no API version is shared
 * @see Engine API, SystemVersion: GET /version
 */
export async function connect(endpoint: Endpoint, options: ConnectOptions = {}): Promise<Engine> {
  const { watch = {}, ...bounds } = options;
  const transport = await openTransport(endpoint.address, watch);
  try {
    const about = await ask(transport, bounds);
    speak(transport, about.apiVersion);
    return { ...transport, endpoint, about };
  } catch (error) {
    transport.close();
    throw atConnecting(EngineError.from(error), endpoint);
  }
}

function atConnecting(error: EngineError, endpoint: Endpoint): EngineError {
  const { kind, message, status, code } = error;
  // Something answers there, and it is no engine.
  if (kind === 'notFound') return new EngineError('badAnswer', message, status, code);
  return withLooked(error, endpoint);
}

/** The same error; one of kind `absent` tells where an engine was looked for. */
export function withLooked(error: EngineError, { looked, url }: Endpoint): EngineError {
  const { kind, message, status, code } = error;
  if (kind !== 'absent' || error.looked) return error;
  return new EngineError(kind, message, status, code, looked ?? [url]);
}

/**
 * One call that ends by itself, with a bound on its time. The promise always settles: dockerode's
 * own timeout does not bound connecting, nor the wait for a free connection.
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
      const error = new EngineError(kind, kind);
      reject(error);
      abort.abort(error);
    };
    const timer = setTimeout(end, timeoutMs, 'timeout');
    const cancel = (): void => end('cancelled');
    if (signal) setMaxListeners(0, signal); // one signal may be for many calls at once
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
 * Asks whether the engine answers, on a connection of its own: slow calls may hold all others.
 *
 * @returns the engine's clock, in seconds
 * @throws {EngineError} of a connection kind
 * @see Engine API, SystemPing: GET /_ping
 */
export async function ping({ streams }: Engine, options: CallOptions = {}): Promise<number> {
  return call(options, async abortSignal => {
    const request = { path: '/_ping', method: 'GET', abortSignal };
    const response = await dialStream(streams, request);
    for await (const _ of response);
    return clockOf(response.headers.date);
  });
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
    clockSeconds: clockOf(date),
  };
}

/** Of a Date header; ours where there is none. */
function clockOf(date: string | undefined): number {
  return Math.floor((Date.parse(date ?? '') || Date.now()) / 1000);
}

/** The newest version that both speak. */
function negotiate(theirs: string, theirOldest: string): string {
  if (!/^\d+\.\d+$/.test(theirs)) throw new EngineError('badAnswer', `API version ${theirs}`);
  const shared = compare(theirs, newest) < 0 ? theirs : newest;
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
