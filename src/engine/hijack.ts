import * as http from 'node:http';
import type { Duplex } from 'node:stream';
import { type CallOptions, call, type Engine } from './connection';
import { EngineError } from './errors';
import { type OutputPiece, outputPieces } from './frames';

/** The stream both ways to a process. Whatever happens to it, `output` ends or throws. */
export interface Talk {
  /** To be read once. Whoever reads slowly slows the process down. */
  readonly output: AsyncIterable<OutputPiece>;
  write(data: Uint8Array): void;
  /** No more input: the process reads an end of file. */
  endInput(): void;
  /** Breaks the connection; what that does to the process is the engine's business. */
  close(): void;
}

export interface HijackRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Whether the output is raw instead of in frames. */
  readonly tty: boolean;
}

/**
 * Posts a request that turns its connection into a stream both ways.
 *
 * @param options the time bounds the answer alone; the signal also closes the stream later
 * @throws {EngineError} `unsupported` where something between us and the engine keeps the
 *   connection from being turned over: such an answer looks like output that ended at once
 * @see Engine API, ContainerAttach, "Hijacking"
 */
export async function hijack(
  engine: Engine,
  request: HijackRequest,
  options: CallOptions = {},
): Promise<Talk> {
  const socket = await call(options, signal => turnedOver(engine, request, signal));
  const { signal } = options;
  const close = (): void => {
    socket.destroy();
  };
  // It may break while nobody reads; the reader is told all the same.
  socket.on('error', () => {});
  socket.on('close', () => signal?.removeEventListener('abort', close));
  signal?.addEventListener('abort', close);
  if (signal?.aborted) close();
  return {
    output: outputPieces(socket, request.tty),
    write: data => {
      if (socket.writable) socket.write(data);
    },
    endInput: () => {
      if (socket.writable) socket.end();
    },
    close,
  };
}

function turnedOver(engine: Engine, request: HijackRequest, signal: AbortSignal): Promise<Duplex> {
  const { path, query, body } = request;
  // A file as the body gives a Content-Length, also of 0. Otherwise docker-modem says "chunked",
  // and a late end of the chunks would reach the process as input.
  const file = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const dialled = {
    path: query ? `${path}?` : path,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    statusCodes: { 101: true, 200: true },
    isStream: true,
    hijack: true,
    abortSignal: signal,
    file,
    ...(query && { options: { ...query } }),
  };
  return new Promise((resolve, reject) => {
    engine.streams.modem.dial(dialled, (error, answer) => {
      if (error) return reject(error);
      const stream = answer as unknown as Duplex | http.IncomingMessage;
      if (signal.aborted) stream.destroy();
      if (!(stream instanceof http.IncomingMessage)) return resolve(stream);
      stream.destroy();
      reject(new EngineError('unsupported', 'the connection was not turned into a stream'));
    });
  });
}
