import { EngineError } from './errors';

/**
 * The engine's streams of JSON objects, one after the other (events, pull, push, load), as they
 * come. Our own for dockerode's followProgress throws inside a data handler on a bad line, breaks
 * characters that are split between chunks, and takes a stream that was cut off for a success.
 *
 * @throws {EngineError} when the connection breaks, or the stream ends within an object
 */
export async function* jsonLines(
  stream: AsyncIterable<Buffer | string>,
): AsyncGenerator<Record<string, unknown>> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of stream) {
      rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const value = parse(line);
        if (value !== undefined) yield value;
      }
    }
  } catch (error) {
    throw EngineError.from(error);
  }
  rest += decoder.decode();
  if (rest.trim() === '') return;
  const last = parse(rest);
  if (last === undefined) throw new EngineError('badAnswer', 'the stream ended within a message');
  yield last;
}

/** One bad line never hides the others: it gives nothing. */
function parse(line: string): Record<string, unknown> | undefined {
  if (line.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
