import type { Readable } from 'node:stream';
import { parseLogLine } from '../docker/logLine';
import { type CallOptions, call, type Engine } from './connection';
import { EngineError } from './errors';
import { FrameDecoder, type OutputName, type OutputPiece, OutputText } from './frames';

export interface LogQuery {
  /** Whether the container has a TTY: then the log has one output, and no frames. */
  readonly tty: boolean;
  /** Goes on until the container stops. */
  readonly follow: boolean;
  /** Seconds since 1970, with up to nine decimals; what was said then is included. */
  readonly since?: string | undefined;
  /** Only so many last lines. */
  readonly tail?: number | undefined;
}

/** What the container wrote at once: a line, or a part of one that is longer than 16 KB. */
export interface LogMessage {
  readonly from: OutputName;
  /** RFC 3339 with nanoseconds; the parts of one line have the same. Empty where there is none. */
  readonly stamp: string;
  /** Without the end of its line. */
  readonly text: string;
  /** Whether a line ends here. Some drivers never tell for a long line: its next stamp does. */
  readonly ends: boolean;
}

/**
 * A container's log, as many messages at a time as came at once. The reader's pace is the
 * engine's: nothing is gathered beyond a message.
 *
 * @param signal ends it, quietly
 * @throws {EngineError} `unsupported` where the log's driver keeps nothing that can be read,
 *   `notFound`, or of a connection kind
 * @see Engine API, ContainerLogs: GET /containers/{id}/logs
 */
export async function* readLogs(
  engine: Engine,
  container: string,
  query: LogQuery,
  signal: AbortSignal,
): AsyncGenerator<readonly LogMessage[]> {
  const decoder = query.tty ? new LineLogDecoder() : new FrameLogDecoder();
  let stream: Readable | undefined;
  try {
    stream = await open(engine, container, query, signal);
    for await (const chunk of stream) {
      const messages = decoder.push(chunk as Uint8Array);
      if (messages.length > 0) yield messages;
    }
    const last = decoder.end();
    if (last.length > 0) yield last;
  } catch (error) {
    if (!signal.aborted) throw EngineError.from(error);
  } finally {
    stream?.destroy();
  }
}

async function open(
  engine: Engine,
  container: string,
  query: LogQuery,
  signal: AbortSignal,
): Promise<Readable> {
  const { follow, since, tail } = query;
  const own = new AbortController();
  const end = (): void => own.abort();
  // Podman answers with the first line only, so one that is silent has no bound: setTimeout's greatest.
  const waits = follow && engine.about.product === 'Podman';
  const options: CallOptions = { signal, timeoutMs: waits ? 2 ** 31 - 1 : 30_000 };
  const wish = {
    path: `/containers/${container}/logs?`,
    method: 'GET',
    statusCodes: { 200: true },
    isStream: true,
    abortSignal: own.signal,
    options: {
      follow: follow ? '1' : '0',
      stdout: '1',
      stderr: '1',
      timestamps: '1',
      ...(since !== undefined && { since }),
      tail: tail === undefined ? 'all' : String(tail),
    },
  };
  const stream = await call(options, timeout => {
    timeout.addEventListener('abort', end, { once: true });
    return new Promise<Readable>((resolve, reject) => {
      engine.streams.modem.dial(wish, (error, answer) =>
        error ? reject(error) : resolve(answer as unknown as Readable),
      );
    });
  });
  // It may break while nobody reads; the reader is told all the same.
  stream.on('error', () => {});
  stream.on('close', () => signal.removeEventListener('abort', end));
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  return stream;
}

/** No message grows beyond this, in bytes; Docker's own have 16 KB at most. */
const longestMessage = 1024 * 1024;

/** One message a frame, with its stamp in front. */
class FrameLogDecoder {
  readonly #frames = new FrameDecoder();
  readonly #text = new OutputText();
  #parts: Uint8Array[] = [];
  #bytes = 0;
  /** Of the message that grew too long, whose rest has none of its own. */
  #stamp: string | undefined;

  push(chunk: Uint8Array): readonly LogMessage[] {
    return this.#frames.push(chunk).flatMap(piece => this.#take(piece));
  }

  end(): readonly LogMessage[] {
    this.#frames.end();
    return [];
  }

  #take({ from, data, first, last }: OutputPiece): readonly LogMessage[] {
    if (first) this.#stamp = undefined;
    // A chunk's memory is the socket's own, and given for good: no copy is needed.
    this.#parts.push(data);
    this.#bytes += data.length;
    if (!last && this.#bytes < longestMessage) return [];
    const whole = this.#parts.length === 1 ? data : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    const { stamp, length } =
      this.#stamp === undefined ? stampOf(whole) : { stamp: this.#stamp, length: 0 };
    const message = toMessage(
      from,
      stamp,
      this.#text.decode({ from, data: whole.subarray(length) }),
    );
    this.#stamp = message.stamp;
    return [message];
  }
}

/**
 * A TTY's log has no frames: its parts can only be told by their stamps. Those within a line that
 * is longer than a message are taken out.
 */
class LineLogDecoder {
  #parts: Buffer[] = [];
  #bytes = 0;

  push(chunk: Uint8Array): readonly LogMessage[] {
    const messages: LogMessage[] = [];
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      messages.push(...this.#take(bytes.subarray(start, end + 1)));
      start = end + 1;
    }
    if (start === bytes.length) return messages;
    const rest = bytes.subarray(start);
    if (this.#bytes + rest.length >= longestMessage) messages.push(...this.#take(rest));
    else {
      this.#parts.push(rest);
      this.#bytes += rest.length;
    }
    return messages;
  }

  end(): readonly LogMessage[] {
    return this.#bytes === 0 ? [] : this.#take(Buffer.alloc(0));
  }

  #take(last: Buffer): readonly LogMessage[] {
    const line = this.#bytes === 0 ? last : Buffer.concat([...this.#parts, last]);
    this.#parts = [];
    this.#bytes = 0;
    return linesIn(line).map(one => {
      const { stamp, length } = stampOf(one);
      return toMessage('stdout', stamp, one.toString('utf8', length));
    });
  }
}

const newline = 10;

/** The engine cuts what a process prints into messages of so many bytes … */
const messageBytes = 16 * 1024;

/** … but a character that it cuts in two may come in three bytes for each of its own. */
const moreBytes = 16;

/** The driver `local` leaves out the newline of a long line, whose CR is its end then. */
const lostEnd = /\r(?=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z )/;

function linesIn(line: Buffer): readonly Buffer[] {
  if (line.length <= messageBytes) return [line];
  const whole = withoutInnerStamps(line);
  const end = lostEnd.exec(whole.toString('latin1'))?.index;
  if (end === undefined) return [whole];
  const rest = whole.subarray(end + 1);
  return [Buffer.concat([whole.subarray(0, end), Buffer.of(newline)]), ...linesIn(rest)];
}

/** Between bytes, as the engine also cuts characters in two. */
function withoutInnerStamps(line: Buffer): Buffer {
  const stamp = line.subarray(0, line.indexOf(' ') + 1);
  if (stamp.length === 0) return line;
  const parts = [stamp];
  let at = stamp.length;
  for (;;) {
    const cut = line.indexOf(stamp, at + messageBytes);
    if (cut < 0 || cut > at + messageBytes + moreBytes) break;
    parts.push(line.subarray(at, cut));
    at = cut + stamp.length;
  }
  return Buffer.concat([...parts, line.subarray(at)]);
}

/** No stamp is longer, in bytes, with the blank behind it. */
const longestStamp = 40;

/** Taken off before the text is decoded, which may begin in the middle of a character. */
function stampOf(message: Uint8Array): { readonly stamp: string; readonly length: number } {
  const head = Buffer.from(message.subarray(0, longestStamp)).toString('latin1');
  const { stamp, text } = parseLogLine(head);
  return { stamp: stamp ?? '', length: head.length - text.length };
}

function toMessage(from: OutputName, stamp: string, text: string): LogMessage {
  const ending = text.endsWith('\r\n') ? 2 : text.endsWith('\n') ? 1 : 0;
  const line = text.slice(0, text.length - ending);
  return { from, stamp, text: line, ends: ending > 0 };
}
