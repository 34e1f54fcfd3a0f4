import { EngineError } from './errors';

/** Which of a process's outputs something came from; with a TTY there is only `stdout`. */
export type OutputName = 'stdout' | 'stderr';

/** A piece of output. A long frame comes in several pieces, as it arrives. */
export interface OutputPiece {
  readonly from: OutputName;
  readonly data: Uint8Array;
  /** The first piece of its frame; of logs, a frame is one message. */
  readonly first: boolean;
  /** The last piece of its frame. */
  readonly last: boolean;
}

const headerLength = 8;

/**
 * Takes apart the stream of a process without a TTY: frames of a header (the output's number, three
 * zeros, the length) and the data. Our own, as dockerode's recurses once a frame, copies a long
 * frame over and over, and shows a damaged stream as if it were output. This one keeps at most a
 * header, whatever the length of a frame.
 *
 * @see Engine API, ContainerAttach, "Stream format"
 */
export class FrameDecoder {
  readonly #header = new Uint8Array(headerLength);
  #have = 0;
  #left = 0;
  #from: OutputName = 'stdout';
  #first = true;

  /**
   * The pieces in the next chunk; they share its memory.
   *
   * @throws {EngineError} `badAnswer` at a header that is none
   */
  push(chunk: Uint8Array): readonly OutputPiece[] {
    const pieces: OutputPiece[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#left === 0) {
        at += this.#takeHeader(chunk.subarray(at));
        continue;
      }
      const data = chunk.subarray(at, at + this.#left);
      at += data.length;
      this.#left -= data.length;
      pieces.push({ from: this.#from, data, first: this.#first, last: this.#left === 0 });
      this.#first = false;
    }
    return pieces;
  }

  /**
   * The stream is over.
   *
   * @throws {EngineError} `unreachable` within a frame: it was cut off
   */
  end(): void {
    if (this.#have > 0 || this.#left > 0) {
      throw new EngineError('unreachable', 'the stream ended within a frame');
    }
  }

  /** How much of the chunk belongs to the header. */
  #takeHeader(chunk: Uint8Array): number {
    const part = chunk.subarray(0, headerLength - this.#have);
    this.#header.set(part, this.#have);
    this.#have += part.length;
    if (this.#have < headerLength) return part.length;
    this.#have = 0;
    this.#first = true;
    const [type = 0, ...zeros] = this.#header.subarray(0, 4);
    // 0 is stdin, which an engine may echo; 3 is a failure within the engine, told in its words.
    if (type > 3 || zeros.some(zero => zero !== 0)) {
      throw new EngineError('badAnswer', 'not a stream of frames');
    }
    this.#from = type < 2 ? 'stdout' : 'stderr';
    this.#left = new DataView(this.#header.buffer).getUint32(4);
    return part.length;
  }
}

/**
 * The output of a process as it comes. Whoever reads slowly slows the engine down, and with it the
 * process: nothing is gathered here.
 *
 * @param tty raw bytes instead of frames
 * @throws {EngineError} when the connection breaks, or ends within a frame
 */
export async function* outputPieces(
  stream: AsyncIterable<Uint8Array>,
  tty: boolean,
): AsyncGenerator<OutputPiece> {
  const decoder = new FrameDecoder();
  try {
    for await (const chunk of stream) {
      if (tty) yield { from: 'stdout', data: chunk, first: true, last: true };
      else yield* decoder.push(chunk);
    }
  } catch (error) {
    throw EngineError.from(error);
  }
  decoder.end();
}

/** Bytes of both outputs as text; a character that is split between chunks comes with the second. */
export class OutputText {
  readonly #decoders = {
    stdout: new TextDecoder('utf-8', { ignoreBOM: true }),
    stderr: new TextDecoder('utf-8', { ignoreBOM: true }),
  };

  decode({ from, data }: Pick<OutputPiece, 'from' | 'data'>): string {
    return this.#decoders[from].decode(data, { stream: true });
  }
}
