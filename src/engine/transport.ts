import { X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { inspect } from 'node:util';
import Docker from 'dockerode';
import type { Address, TlsFiles } from './endpoint';
import { EngineError, isConnectionError } from './errors';
import { followNoRedirects } from './redirects';

/** The ways to one engine, each with connections of its own so that none waits for another. */
export interface Transport {
  /** For what a user asks for: some of it takes as long as a container takes to stop. */
  readonly docker: Docker;
  /** For what events make us read: never behind a user's slow call. */
  readonly reads: Docker;
  /** For streams and pings: as many connections as are wanted. */
  readonly streams: Docker;
  /** Ends all, whoever uses it. */
  close(): void;
  /** Ends what is idle, and the rest as it finishes: a log that somebody follows goes on. */
  retire(): void;
}

/** Who looks over the calls' shoulders. */
export interface Watch {
  /** A call could not reach the engine, or was given up. */
  onDoubt?(error: EngineError): void;
  /** A call that changes something was accepted: an event should have come since it began. */
  onChange?(begunAt: number): void;
}

/**
 * Opens the ways to an address. Nothing connects yet.
 *
 * @throws {EngineError} `tls` where a certificate cannot be read
 */
export async function openTransport(address: Address, watch: Watch): Promise<Transport> {
  const tls = address.kind === 'tcp' ? address.tls : undefined;
  const kind = tls ? https : http;
  const secure = tls ? await material(tls) : {};
  const keep = { ...secure, keepAlive: true, timeout: 60_000 };
  const calls = new kind.Agent({ ...keep, maxSockets: 16, maxFreeSockets: 4 });
  const reads = new kind.Agent({ ...keep, maxSockets: 4, maxFreeSockets: 1 });
  const streams = new kind.Agent({ ...secure, keepAlive: false });
  const agents = [calls, reads, streams];
  return {
    docker: client(address, calls, watch),
    reads: client(address, reads, watch),
    streams: client(address, streams, watch),
    close: () => {
      for (const agent of agents) agent.destroy();
    },
    retire: () => {
      for (const agent of agents) {
        agent.maxFreeSockets = 0;
        for (const idle of Object.values(agent.freeSockets).flat()) idle?.destroy();
      }
    },
  };
}

/** From now on all paths begin with this version. */
export function speak(transport: Transport, apiVersion: string): void {
  for (const { modem } of [transport.docker, transport.reads, transport.streams]) {
    (modem as { version?: string }).version = `v${apiVersion}`;
  }
}

/** Whether the engine takes the path as it is: from others it redirects to what it takes for meant. */
function isClean(path: string): boolean {
  const [place = ''] = path.split('?');
  const parts = decoded(place).split('/').slice(1);
  return parts.every(part => part !== '' && part !== '.' && part !== '..');
}

/** As the engine reads it: what is escaped parts it all the same. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function client(address: Address, agent: http.Agent, watch: Watch): Docker {
  // docker-modem formats all its request options for its debug log, even when that is off.
  Object.assign(agent, { [inspect.custom]: () => 'Agent' });
  const tcp = address.kind === 'tcp' ? address : undefined;
  const docker = new Docker({
    // All named, for what is left out docker-modem takes from DOCKER_HOST.
    socketPath: address.kind === 'socket' ? address.path : undefined,
    host: tcp?.host,
    port: tcp?.port,
    protocol: tcp?.tls ? 'https' : 'http',
    pathPrefix: '/',
    timeout: undefined,
    agent,
  } as Docker.DockerOptions);
  settle(docker, watch);
  return docker;
}

type Dial = (options: DialOptions, callback: Callback) => void;
type Callback = (error: unknown, answer?: unknown) => void;
interface DialOptions {
  readonly path: string;
  readonly method: string;
  readonly isStream?: boolean;
  readonly hijack?: boolean;
  readonly openStdin?: boolean;
  readonly abortSignal?: AbortSignal;
}

/**
 * Reads the answers in docker-modem's place: it never calls back when one is cut off in the
 * middle, and gives a Buffer where JSON was promised and cannot be read. Sends nothing whose path a
 * name would lead elsewhere: dockerode puts names into paths as they are.
 */
function settle(docker: Docker, watch: Watch): void {
  followNoRedirects();
  const modem = docker.modem as unknown as { dial: Dial };
  const dial = modem.dial.bind(modem);
  modem.dial = (options, callback) => {
    const failed = (error: unknown): void => {
      doubt(error, options.abortSignal, watch);
      callback(error);
    };
    if (!isClean(options.path)) {
      const why = `${options.path}: no path of the API leads there`;
      return callback(new EngineError('badRequest', why));
    }
    const begunAt = performance.now();
    const streamed = options.isStream || options.hijack || options.openStdin;
    dial({ ...options, ...(!streamed && { isStream: true }) }, (error, answer) => {
      if (!error && options.method !== 'GET') watch.onChange?.(begunAt);
      if (error) failed(error);
      else if (streamed) callback(null, answer);
      else bodyOf(answer as http.IncomingMessage).then(body => callback(null, body), failed);
    });
  };
}

/** A call that its own caller cancelled says nothing about the engine. */
function doubt(error: unknown, signal: AbortSignal | undefined, watch: Watch): void {
  const reason: unknown = signal?.aborted ? signal.reason : error;
  const known = EngineError.from(reason);
  if (isConnectionError(known)) watch.onDoubt?.(known);
}

/** JSON as a value, anything else as a Buffer, as docker-modem gives it. */
async function bodyOf(response: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const promised = /\bjson\b/.test(response.headers['content-type'] ?? '') && body.length > 0;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (promised) throw new EngineError('badAnswer', (error as Error).message, response.statusCode);
    return body;
  }
}

async function material(tls: TlsFiles): Promise<https.AgentOptions> {
  const read = async (file: string | undefined): Promise<Buffer | undefined> =>
    file === undefined ? undefined : fs.promises.readFile(file);
  try {
    const [ca, cert, key] = await Promise.all([read(tls.ca), read(tls.cert), read(tls.key)]);
    // Node passes over what is no certificate; the engine's would then seem to be a stranger's.
    if (ca) new X509Certificate(ca);
    return {
      ...(ca && { ca }),
      ...(cert && { cert }),
      ...(key && { key }),
      rejectUnauthorized: tls.verify,
    };
  } catch (error) {
    throw new EngineError('tls', (error as Error).message, undefined, 'badFiles');
  }
}
