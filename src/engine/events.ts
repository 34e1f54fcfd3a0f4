import type { IncomingMessage } from 'node:http';
import { call, type Reached } from './connection';
import { EngineError } from './errors';
import { jsonLinesOrBad } from './jsonLines';
import { number, object, text, textMap } from './normalise';

/** One line of the engine's event stream. */
export interface EngineEvent {
  /** `container`, `image`, `volume`, `network`, `daemon` …; `unreadable` for a line that is no event. */
  readonly type: string;
  /** Compound in places: `health_status: healthy`, `exec_start: sh`. */
  readonly action: string;
  /** Of the thing it happened to: an id, or a name (volumes, pulled images). */
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly timeSeconds: number;
  /** Rounded by JavaScript, but always in the same way: good to know an event again. */
  readonly timeNano: number;
}

/** Something happened, and nobody knows what. */
const unreadable: EngineEvent = {
  type: 'unreadable',
  action: '',
  id: '',
  attributes: {},
  timeSeconds: 0,
  timeNano: 0,
};

/** How long a TCP connection may be silent before the system asks whether the other side lives. */
const silence = 30_000;

/**
 * Follows the events until the signal ends it. The promise resolves once the engine has taken the
 * subscription; the stream it gives ends only by an error, or quietly by the signal.
 *
 * @param since engine time in seconds; what happened since then comes first (at most 256 events)
 * @throws {EngineError} of a connection kind
 * @see Engine API, SystemEvents: GET /events
 */
export async function followEvents(
  engine: Reached,
  since: number,
  signal: AbortSignal,
): Promise<AsyncGenerator<EngineEvent>> {
  const own = new AbortController();
  const end = (): void => own.abort();
  signal.addEventListener('abort', end, { once: true });
  try {
    const stream = (await call({ signal }, timeout => {
      timeout.addEventListener('abort', end, { once: true });
      return engine.streams.getEvents({ since, abortSignal: own.signal });
    })) as IncomingMessage;
    // A peer that is gone without a word is noticed by this alone: events may be hours apart.
    stream.socket.setKeepAlive(true, silence);
    // The stream may break before anyone reads it; the reader is told all the same.
    stream.on('error', () => {});
    return read(stream, signal, end);
  } catch (error) {
    signal.removeEventListener('abort', end);
    throw error;
  }
}

async function* read(
  stream: IncomingMessage,
  signal: AbortSignal,
  end: () => void,
): AsyncGenerator<EngineEvent> {
  try {
    for await (const line of jsonLinesOrBad(stream)) yield line ? toEvent(line) : unreadable;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
  if (!signal.aborted) throw new EngineError('unreachable', 'the event stream ended');
}

/** From API 1.52 on only `Action` and `Actor` are left of the older `status` and `id`. */
export function toEvent(line: Record<string, unknown>): EngineEvent {
  const actor = object(line['Actor']);
  return {
    type: text(line['Type']),
    action: text(line['Action']) || text(line['status']),
    id: text(actor['ID']) || text(line['id']),
    attributes: textMap(actor['Attributes']),
    timeSeconds: number(line['time']),
    timeNano: number(line['timeNano']),
  };
}
