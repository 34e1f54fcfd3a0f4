import type { IncomingMessage } from 'node:http';
import { type CallOptions, call, dialStream, type Reached } from './connection';
import { type EngineEvent, toEvent } from './events';
import { jsonLines } from './jsonLines';

/** In milliseconds. */
const patience = 15_000;

/**
 * The events of the last while, oldest first, up to now by the engine's own clock. It remembers
 * the last 256 at most, and none from before its start.
 *
 * @param spanSeconds how far back
 * @throws {EngineError}
 * @see Engine API, SystemEvents: GET /events with `until`
 */
export async function readRecentEvents(
  engine: Reached,
  spanSeconds: number,
  options: CallOptions = {},
): Promise<readonly EngineEvent[]> {
  return call({ timeoutMs: patience, ...options }, async abortSignal => {
    const until = await clockOf(engine, abortSignal);
    const since = until - spanSeconds;
    const stream = await engine.streams.getEvents({ since, until, abortSignal });
    const events: EngineEvent[] = [];
    for await (const line of jsonLines(stream as IncomingMessage)) events.push(toEvent(line));
    return events;
  });
}

/** The engine's clock in seconds. With another clock it would wait for a future `until`. */
async function clockOf(engine: Reached, abortSignal: AbortSignal): Promise<number> {
  const request = { path: '/_ping', method: 'GET', abortSignal };
  const response = await dialStream(engine.streams, request);
  response.resume();
  return Math.floor((Date.parse(response.headers.date ?? '') || Date.now()) / 1000);
}
