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

/** An engine that answered, and the ways to it. */
export interface Reached extends Transport {
  readonly endpoint: Endpoint;
  /** The version that both sides speak. */
  readonly apiVersion: string;
  /** The engine's clock when it answered, in seconds. */
  readonly clockSeconds: number;
}

/** One that has told what it is, too. */
export interface Engine extends Reached {
  readonly about: EngineAbout;
}

export interface EngineAbout {
  /** Docker's own, `28.5.2`; Podman's where it is Podman. */
  readonly version: string;
  readonly product: string;
  readonly os: string;
  readonly arch: string;
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
 * Connects, and settles the API version that both sides speak. An engine says what it is much
 * later than that it is there: 20.10 starts programs to learn their versions. So this asks for less.
 *
 * @throws {EngineError} of a connection kind (`absent` tells where it was `looked` for), `badAnswer`,
 *   or `version` where no API version is shared
 * @see Engine API, SystemPing: GET /_ping
 */
export async function reach(endpoint: Endpoint, options: ConnectOptions = {}): Promise<Reached> {
  const { watch = {}, ...bounds } = options;
  const transport = await openTransport(endpoint.address, watch);
  try {
    const headers = await call(bounds, signal => hello(transport.reads, signal));
    const theirs = headers['api-version'] ?? (await apiVersionOf(transport, bounds));
    const apiVersion = negotiate(String(theirs));
    speak(transport, apiVersion);
    return { ...transport, endpoint, apiVersion, clockSeconds: clockOf(headers.date) };
  } catch (error) {
    transport.close();
    throw atConnecting(EngineError.from(error), endpoint);
  }
}

/**
 * Asks an engine what it is.
 *
 * @throws {EngineError} as `reach` does
 * @see Engine API, SystemVersion: GET /version
 */
export async function describe(engine: Reached, options: CallOptions = {}): Promise<EngineAbout> {
  try {
    const answer = asObject(await call(options, signal => versionOf(engine.reads, signal)));
    const { Version, MinAPIVersion, Os, Arch, Components } = answer;
    const theirOldest = String(MinAPIVersion ?? oldest);
    if (compare(engine.apiVersion, theirOldest) < 0) throw new EngineError('version', theirOldest);
    const parts = Array.isArray(Components) ? (Components as { Name?: unknown }[]) : [];
    return {
      version: String(Version ?? ''),
      product: parts.some(part => part.Name === 'Podman Engine') ? 'Podman' : 'Docker',
      os: String(Os ?? 'linux'),
      arch: String(Arch ?? ''),
    };
  } catch (error) {
    throw atConnecting(EngineError.from(error), engine.endpoint);
  }
}

/** Both at once: an engine that is known in full. */
export async function connect(endpoint: Endpoint, options: ConnectOptions = {}): Promise<Engine> {
  const reached = await reach(endpoint, options);
  try {
    return { ...reached, about: await describe(reached, options) };
  } catch (error) {
    reached.close();
    throw error;
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
export async function ping({ streams }: Reached, options: CallOptions = {}): Promise<number> {
  const headers = await call(options, signal => hello(streams, signal));
  return clockOf(headers.date);
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
  const isOther = Array.isArray(answer) || Buffer.isBuffer(answer);
  if (typeof answer === 'object' && answer !== null && !isOther) {
    return answer as Record<string, unknown>;
  }
  throw new EngineError('badAnswer', 'expected an object');
}

/** Of a Date header; ours where there is none. */
function clockOf(date: string | undefined): number {
  return Math.floor((Date.parse(date ?? '') || Date.now()) / 1000);
}

/** The newest version that both speak. */
function negotiate(theirs: string): string {
  if (!/^\d+\.\d+$/.test(theirs)) throw new EngineError('badAnswer', `API version ${theirs}`);
  if (compare(theirs, oldest) < 0) throw new EngineError('version', theirs);
  return compare(theirs, newest) < 0 ? theirs : newest;
}

/** Negative where a is the older of two `major.minor` versions. */
export function compare(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** A gateway in between may have left the header out. */
async function apiVersionOf({ reads }: Transport, options: CallOptions): Promise<unknown> {
  return asObject(await call(options, signal => versionOf(reads, signal)))['ApiVersion'];
}

async function hello(docker: Docker, abortSignal: AbortSignal): Promise<http.IncomingHttpHeaders> {
  const response = await dialStream(docker, { path: '/_ping', method: 'GET', abortSignal });
  for await (const _ of response);
  return response.headers;
}

async function versionOf(docker: Docker, abortSignal: AbortSignal): Promise<unknown> {
  const response = await dialStream(docker, { path: '/version', method: 'GET', abortSignal });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
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
