import { EngineError } from './errors';

/** In characters. No engine's message is nearly as long: what has no line end is not JSON lines. */
const longestLine = 16_000_000;

/**
 * The engine's streams of JSON objects, one after the other (events, pull, push, load), as they
 * come. Our own for dockerode's followProgress throws inside a data handler on a bad line, breaks
 * characters that are split between chunks, and takes a stream that was cut off for a success.
 * A bad line gives nothing, and never hides the others.
 *
 * @throws {EngineError} when the connection breaks, or the stream ends within an object
 */
export async function* jsonLines(
  stream: AsyncIterable<Buffer | string>,
): AsyncGenerator<Record<string, unknown>> {
  for await (const value of jsonLinesOrBad(stream)) if (value !== undefined) yield value;
}

/** The same; undefined for a line that is no JSON object, for whoever may miss none. */
export async function* jsonLinesOrBad(
  stream: AsyncIterable<Buffer | string>,
): AsyncGenerator<Record<string, unknown> | undefined> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      const lines = text.split('\n');
      const last = lines.pop() ?? '';
      for (const line of lines) {
        const whole = begun.join('') + line;
        begun = [];
        length = 0;
        if (whole.trim() !== '') yield parse(whole);
      }
      begun.push(last);
      length += last.length;
      if (length > longestLine) throw new EngineError('badAnswer', 'a line without an end');
    }
  } catch (error) {
    throw EngineError.from(error);
  }
  const end = begun.join('') + decoder.decode();
  if (end.trim() === '') return;
  const last = parse(end);
  if (last === undefined) throw new EngineError('badAnswer', 'the stream ended within a message');
  yield last;
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
