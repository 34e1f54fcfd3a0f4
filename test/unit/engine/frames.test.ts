import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import {
  FrameDecoder,
  type OutputName,
  type OutputPiece,
  OutputText,
  outputPieces,
} from '../../../src/engine/frames';

const names = { stdout: 1, stderr: 2 } as const;

function frame(type: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header[0] = type;
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

/** Cuts at the places given, which may repeat and lie outside. */
function split(whole: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...[...cuts].sort((a, b) => a - b), whole.length];
  return places.slice(1).map((end, index) => whole.subarray(places[index], end));
}

/** Frame by frame, whatever pieces they came in. */
function assembled(pieces: readonly OutputPiece[]): { from: OutputName; hex: string }[] {
  const frames: { from: OutputName; hex: string }[] = [];
  for (const { from, data, first } of pieces) {
    const hex = Buffer.from(data).toString('hex');
    const open = frames.at(-1);
    if (first || !open) frames.push({ from, hex });
    else open.hex += hex;
  }
  return frames;
}

const someFrames = fc.array(
  fc.record({
    from: fc.constantFrom<OutputName>('stdout', 'stderr'),
    data: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  }),
  { maxLength: 30 },
);
const someCuts = fc.array(fc.nat(1500), { maxLength: 60 });

describe('the frames of output', () => {
  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(someFrames, someCuts, (frames, cuts) => {
        const whole = Buffer.concat(frames.map(({ from, data }) => frame(names[from], data)));
        const decoder = new FrameDecoder();
        const pieces = split(whole, cuts).flatMap(chunk => decoder.push(chunk));
        decoder.end();
        assert.deepEqual(
          assembled(pieces),
          frames.map(({ from, data }) => ({ from, hex: Buffer.from(data).toString('hex') })),
        );
      }),
    );
  });

  it('mark their first and last pieces', () => {
    const decoder = new FrameDecoder();
    const whole = frame(1, Buffer.from('abcdef'));
    const pieces = [whole.subarray(0, 10), whole.subarray(10, 12), whole.subarray(12)].flatMap(
      chunk => decoder.push(chunk),
    );
    assert.deepEqual(
      pieces.map(({ data, first, last }) => [Buffer.from(data).toString(), first, last]),
      [
        ['ab', true, false],
        ['cd', false, false],
        ['ef', false, true],
      ],
    );
  });

  it('may be empty', () => {
    const decoder = new FrameDecoder();
    const chunk = Buffer.concat([frame(1, Buffer.alloc(0)), frame(2, Buffer.from('x'))]);
    assert.deepEqual(assembled(decoder.push(chunk)), [{ from: 'stderr', hex: '78' }]);
  });

  it('take the echo of stdin for output, and a failure of the engine for an error', () => {
    const decoder = new FrameDecoder();
    const chunk = Buffer.concat([frame(0, Buffer.from('a')), frame(3, Buffer.from('b'))]);
    const from = decoder.push(chunk).map(piece => piece.from);
    assert.deepEqual(from, ['stdout', 'stderr']);
  });

  it('are refused where they are none, instead of being shown', () => {
    for (const text of ['plain text', '\u0004\0\0\0\0\0\0\u0001', '\u0001\0\u0001\0\0\0\0\u0001']) {
      assert.throws(() => new FrameDecoder().push(Buffer.from(text)), { kind: 'badAnswer' });
    }
  });

  it('tell when they were cut off', () => {
    const whole = frame(1, Buffer.from('abc'));
    for (let length = 1; length < whole.length; length++) {
      const decoder = new FrameDecoder();
      decoder.push(whole.subarray(0, length));
      assert.throws(() => decoder.end(), { kind: 'unreachable' });
    }
  });

  it('are taken by the hundred thousand out of one chunk', () => {
    const tiny = frame(1, Buffer.from('.'));
    const chunk = Buffer.concat(Array.from({ length: 200_000 }, () => tiny));
    assert.equal(new FrameDecoder().push(chunk).length, 200_000);
  });

  it('of 64 MB pass through in small chunks without being gathered', () => {
    const decoder = new FrameDecoder();
    const header = Buffer.alloc(8);
    header[0] = 1;
    header.writeUInt32BE(64 * 1024 * 1024, 4);
    decoder.push(header);
    const chunk = Buffer.alloc(16 * 1024, 'x');
    const start = performance.now();
    let bytes = 0;
    for (let i = 0; i < 4096; i++) {
      for (const piece of decoder.push(chunk)) bytes += piece.data.length;
    }
    decoder.end();
    assert.equal(bytes, 64 * 1024 * 1024);
    assert.ok(performance.now() - start < 1000);
  });
});

describe('a stream of output', () => {
  it('is read no faster than it is taken', async () => {
    let given = 0;
    const source = new Readable({
      highWaterMark: 1024,
      read() {
        given++;
        this.push(frame(1, Buffer.alloc(1024)));
      },
    });
    const reader = outputPieces(source, false);
    for (let i = 0; i < 10; i++) await reader.next();
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.ok(given < 20, `${given} chunks were read for 10`);
    await reader.return(undefined);
    assert.equal(source.destroyed, true);
  });

  it('is raw with a TTY', async () => {
    const texts: string[] = [];
    for await (const { data } of outputPieces(Readable.from([Buffer.from('raw')]), true)) {
      texts.push(Buffer.from(data).toString());
    }
    assert.deepEqual(texts, ['raw']);
  });

  it('says when the connection broke', async () => {
    const source = new Readable({ read() {} });
    const reader = outputPieces(source, false);
    const next = reader.next();
    source.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    await assert.rejects(next, { name: 'EngineError', kind: 'unreachable' });
  });
});

describe('the text of output', () => {
  const someText = fc.string({ unit: 'binary', maxLength: 60 });

  it('is whole, however its bytes are cut, each output for itself', () => {
    fc.assert(
      fc.property(someText, someText, someCuts, (out, err, cuts) => {
        const text = new OutputText();
        const found = { stdout: '', stderr: '' };
        const chunks = {
          stdout: split(Buffer.from(out), cuts),
          stderr: split(Buffer.from(err), cuts),
        };
        for (const [index, data] of chunks.stdout.entries()) {
          found.stdout += text.decode({ from: 'stdout', data });
          const other = chunks.stderr[index];
          if (other) found.stderr += text.decode({ from: 'stderr', data: other });
        }
        const whole = { stdout: Buffer.from(out).toString(), stderr: Buffer.from(err).toString() };
        assert.deepEqual(found, whole);
      }),
    );
  });
});
