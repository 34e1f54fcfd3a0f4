import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { jsonLines, jsonLinesOrBad } from '../../../src/engine/jsonLines';

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const value of from) found.push(value);
  return found;
}

/** The bytes, cut at these places: also within a character. */
function cut(text: string, places: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const at = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
}

const stream = (chunks: readonly Buffer[]): Readable => Readable.from(chunks);

describe('lines of JSON', () => {
  it('come out as they went in, however they are cut into pieces', async () => {
    const anything = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.string()));
    await fc.assert(
      fc.asyncProperty(anything, fc.array(fc.nat()), fc.boolean(), async (values, places, end) => {
        const lines = values.map(value => JSON.stringify(value));
        const text = lines.join('\r\n') + (end ? '\n' : '');
        const read = await all(jsonLines(stream(cut(text, places))));
        assert.deepEqual(read, JSON.parse(`[${lines.join(',')}]`));
      }),
      { numRuns: 50 },
    );
  });

  it('are not hidden by a bad one, and whoever may miss none hears of it at once', async () => {
    const text = '{"a":1}\n<html>\n[1]\n3\nnull\n\n  \n{"b":2}\n';
    assert.deepEqual(await all(jsonLines(stream([Buffer.from(text)]))), [{ a: 1 }, { b: 2 }]);
    const bad = undefined;
    const found = await all(jsonLinesOrBad(stream([Buffer.from(text)])));
    assert.deepEqual(found, [{ a: 1 }, bad, bad, bad, bad, { b: 2 }]);

    const open = new Readable({ read: () => undefined });
    open.push('garbage\n');
    const { value, done } = await jsonLinesOrBad(open).next();
    assert.deepEqual([value, done], [undefined, false]);
    open.destroy();
  });

  it('fail when they end within one', async () => {
    const read: unknown[] = [];
    await assert.rejects(
      async () => {
        for await (const line of jsonLines(stream([Buffer.from('{"a":1}\n{"b":')])))
          read.push(line);
      },
      { name: 'EngineError', kind: 'badAnswer' },
    );
    assert.deepEqual(read, [{ a: 1 }]);
  });

  it('fail when the connection breaks, after what came before', async () => {
    const broken = new Readable({ read: () => undefined });
    broken.push('{"a":1}\n');
    const read: unknown[] = [];
    const reading = (async () => {
      for await (const line of jsonLines(broken)) {
        read.push(line);
        broken.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
      }
    })();
    await assert.rejects(reading, { kind: 'unreachable', code: 'ECONNRESET' });
    assert.deepEqual(read, [{ a: 1 }]);
  });

  it('fail instead of filling the memory with what has no end', async () => {
    let sent = 0;
    const endless = new Readable({
      read() {
        sent++;
        this.push(Buffer.alloc(65_536, 'x'));
      },
    });
    await assert.rejects(all(jsonLines(endless)), { kind: 'badAnswer' });
    assert.ok(sent < 400, `${sent} pieces`);
  });

  it('take a long line in small pieces without growing slow', async () => {
    const text = `${JSON.stringify({ long: 'é'.repeat(2_000_000) })}\n`;
    const bytes = Buffer.from(text);
    const pieces: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 501) pieces.push(bytes.subarray(at, at + 501));
    const [line] = await all(jsonLines(stream(pieces)));
    assert.equal(String(line?.['long']).length, 2_000_000);
  }).timeout(3_000);
});
