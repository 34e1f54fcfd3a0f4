import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { call, dialStream, type Engine } from './connection';
import { EngineError } from './errors';
import { jsonLines } from './jsonLines';
import { object, text } from './normalise';
import { throwIfFailed } from './pull';

export interface ArchiveOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes so far, for each piece that went through. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

export interface LoadedImages {
  /** The names and ids that the archive brought. */
  readonly images: readonly string[];
}

/** The engine gathers a large image before it begins to send; in milliseconds. */
const headPatience = 300_000;

/** A tar archive ends with two blocks of zeros; what comes instead is the engine's error. */
const tarEnd = 1024;
const tail = 16 * 1024;

/**
 * Writes images into a tar archive, as `docker save` does. It is streamed into a file beside the
 * one that is wanted, which takes its place only when all is there: a failure leaves nothing.
 *
 * @param names tags keep their names in the archive; ids come back nameless
 * @returns its size in bytes
 * @throws {EngineError} `notFound`, `cancelled`, `server` or of a connection kind; the system's own
 *   error where the file cannot be written
 * @see Engine API, ImageGetAll: GET /images/get
 */
export async function saveImages(
  engine: Engine,
  names: readonly string[],
  file: string,
  options: ArchiveOptions = {},
): Promise<number> {
  const { signal } = options;
  const own = new AbortController();
  const end = (): void => own.abort();
  signal?.addEventListener('abort', end, { once: true });
  const part = `${file}.${crypto.randomBytes(4).toString('hex')}.part`;
  try {
    const request = { path: '/images/get?', method: 'GET', options: { names: [...names] } };
    const stream = await call({ timeoutMs: headPatience, signal }, timeout => {
      timeout.addEventListener('abort', end, { once: true });
      return dialStream(engine.streams, { ...request, abortSignal: own.signal });
    });
    const size = await write(stream, part, options);
    await fs.promises.rename(part, file);
    return size;
  } catch (error) {
    throw signal?.aborted ? new EngineError('cancelled', 'cancelled') : asThrown(error);
  } finally {
    signal?.removeEventListener('abort', end);
    own.abort();
    await fs.promises.rm(part, { force: true });
  }
}

/**
 * Takes in an archive that `docker save` made; packed with gzip, bzip2 or xz, too.
 *
 * @throws {EngineError} `badRequest` or `server` for what is no such archive, `cancelled`; the
 *   system's own error where the file cannot be read
 * @see Engine API, ImageLoad: POST /images/load
 */
export async function loadImages(
  engine: Engine,
  file: string,
  options: ArchiveOptions = {},
): Promise<LoadedImages> {
  const { signal } = options;
  const own = new AbortController();
  const end = (): void => own.abort();
  signal?.addEventListener('abort', end, { once: true });
  const source = fs.createReadStream(file);
  const body = Readable.from(counted(source, options.onBytes), { objectMode: false });
  try {
    await opened(source);
    // The answer comes when all is sent: no bound but the signal.
    const answer = await engine.streams
      .loadImage(body, { quiet: true, abortSignal: own.signal })
      .catch(error => Promise.reject(EngineError.from(source.errored ?? error)));
    return { images: await namesIn(answer as unknown as AsyncIterable<Buffer>) };
  } catch (error) {
    throw signal?.aborted ? new EngineError('cancelled', 'cancelled') : asThrown(error);
  } finally {
    signal?.removeEventListener('abort', end);
    own.abort();
    body.destroy();
    source.destroy();
  }
}

/** What the engine says of a file that is none of `docker save`, or that was cut off. */
const noArchive =
  /processing tar file|tar header|unexpected EOF|invalid archive|unrecognized image format|no such file or directory|manifest\.json|repositories:|invalid manifest|unsupported archive/i;

/** Whether loading failed for what the file is, which no second attempt changes. */
export function isNoArchive(error: unknown): boolean {
  return EngineError.is(error, 'server', 'badRequest', 'notFound') && noArchive.test(error.message);
}

async function write(stream: Readable, file: string, { onBytes }: ArchiveOptions): Promise<number> {
  let size = 0;
  let last: Buffer = Buffer.alloc(0);
  const noted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      size += chunk.length;
      last = Buffer.concat([last, chunk]).subarray(-tail);
      onBytes?.(size);
      yield chunk;
    }
  };
  await pipeline(stream, noted, fs.createWriteStream(file, { flags: 'wx' }));
  throwIfNoEnd(last);
  return size;
}

/** What fails in the middle the engine writes behind the archive, with status 200. */
function throwIfNoEnd(last: Buffer): void {
  if (last.length >= tarEnd && last.subarray(-tarEnd).every(byte => byte === 0)) return;
  const said = last.toString('utf8').split('\n').reverse();
  for (const line of said) {
    const found = /\{.*\}/s.exec(line)?.[0];
    if (found !== undefined) throwIfFailed(parsed(found));
  }
  throw new EngineError('badAnswer', 'the archive was cut off');
}

function parsed(json: string): Record<string, unknown> {
  try {
    return object(JSON.parse(json));
  } catch {
    return {}; // braces within a file of the image
  }
}

async function* counted(
  source: AsyncIterable<Buffer>,
  onBytes: ArchiveOptions['onBytes'],
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    onBytes?.(bytes);
    yield chunk;
  }
}

/** A file that is not there is told before the engine is asked. */
function opened(source: fs.ReadStream): Promise<void> {
  return new Promise((resolve, reject) => {
    source.once('open', () => resolve());
    source.once('error', reject);
  });
}

async function namesIn(answer: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const images: string[] = [];
  for await (const line of jsonLines(answer)) {
    throwIfFailed(line);
    const [, name] = /^Loaded image(?: ID)?: (\S+)/.exec(text(line['stream'])) ?? [];
    // Podman tells them all in one line.
    if (name !== undefined) images.push(...name.split(','));
  }
  return images;
}

/** The disk's errors stay as they are: they are none of the engine's. */
function asThrown(error: unknown): unknown {
  const { syscall, path } = error as NodeJS.ErrnoException;
  return path !== undefined && syscall !== 'connect' ? error : EngineError.from(error);
}
