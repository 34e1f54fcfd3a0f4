import { call, type Engine } from './connection';
import { EngineError } from './errors';
import { jsonLines } from './jsonLines';

/** One line of the engine's event stream. */
export interface EngineEvent {
  /** `container`, `image`, `volume`, `network`, `daemon` … */
  readonly type: string;
  /** Compound in places: `health_status: healthy`, `exec_start: sh`. */
  readonly action: string;
  /** Of the thing it happened to: an id, or a name (volumes, pulled images). */
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly timeSeconds: number;
}

/**
 * Follows the events until the signal ends it. The promise resolves once the engine has taken the
 * subscription; the stream it gives ends only by an error, or quietly by the signal.
 *
 * @param since engine time in seconds; what happened since then comes first (at most 256 events)
 * @throws {EngineError} of a connection kind
 * @see Engine API, SystemEvents: GET /events
 */
export async function followEvents(
  engine: Engine,
  since: number,
  signal: AbortSignal,
): Promise<AsyncGenerator<EngineEvent>> {
  const own = new AbortController();
  const end = (): void => own.abort();
  signal.addEventListener('abort', end, { once: true });
  const stream = await call({ signal }, timeout => {
    timeout.addEventListener('abort', end, { once: true });
    return engine.streams.getEvents({ since, abortSignal: own.signal });
  });
  // The stream may break before anyone reads it; the reader is told all the same.
  stream.on('error', () => {});
  return read(stream as unknown as AsyncIterable<Buffer>, signal);
}

async function* read(
  stream: AsyncIterable<Buffer>,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  try {
    for await (const line of jsonLines(stream)) yield toEvent(line);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (!signal.aborted) throw new EngineError('unreachable', 'the event stream ended');
}

/** From API 1.52 on only `Action` and `Actor` are left of the older `status` and `id`. */
function toEvent(line: Record<string, unknown>): EngineEvent {
  const actor = (line['Actor'] ?? {}) as { ID?: unknown; Attributes?: unknown };
  return {
    type: String(line['Type'] ?? ''),
    action: String(line['Action'] ?? line['status'] ?? ''),
    id: String(actor.ID ?? line['id'] ?? ''),
    attributes: (actor.Attributes ?? {}) as Record<string, string>,
    timeSeconds: Number(line['time'] ?? 0),
  };
}
