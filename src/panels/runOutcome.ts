import { browserUrl } from '../docker/browserUrl';
import { plain } from '../docker/plainText';
import { waitForExit } from '../engine/attach';
import type { Engine } from '../engine/connection';
import { EngineError } from '../engine/errors';
import { readLogs } from '../engine/logs';
import type { Container } from '../engine/records';
import type { RunOpening } from '../protocol/run';

/** A container that ends within this ended at once, in milliseconds. */
const atOnceMs = 700;

/** So long its log may take, in milliseconds. */
const logMs = 3_000;

const lastCount = 20;
const longestLine = 500;

/** The code with which a container ended at once; undefined where it runs, or nobody can tell. */
export async function earlyExit(engine: Engine, id: string): Promise<number | undefined> {
  return waitForExit(engine, id, AbortSignal.timeout(atOnceMs)).catch(() => undefined);
}

/** What there is to look at of a container that runs. */
export function openingsOf(container: Container | undefined): readonly RunOpening[] {
  const hasPage = container?.ports.some(port => browserUrl(port) !== undefined) ?? false;
  return [...(hasPage ? (['browser'] as const) : []), 'logs', 'shell'];
}

/** The last lines that a container printed; none where its log cannot be read. */
export async function lastLines(engine: Engine, id: string, tty: boolean): Promise<string> {
  const lines: string[] = [];
  try {
    const query = { tty, follow: false, tail: lastCount };
    let begun = '';
    for await (const messages of readLogs(engine, id, query, AbortSignal.timeout(logMs))) {
      for (const { text, ends } of messages) {
        begun = (begun + text).slice(0, longestLine * 4);
        if (ends) lines.push(begun);
        if (ends) begun = '';
      }
    }
    if (begun !== '') lines.push(begun);
  } catch {
    // What failed before is told; this would only have explained it.
  }
  return lines
    .slice(-lastCount)
    .map(line => plain(line, longestLine))
    .join('\n');
}

/**
 * What was asked for, or at once `cancelled` by the signal. What comes of it after that is undone.
 *
 * @throws {EngineError} `cancelled`, or what the act throws
 */
export async function unlessCancelled<T>(
  act: () => Promise<T>,
  signal: AbortSignal,
  undo: (made: T) => Promise<unknown> = () => Promise.resolve(),
): Promise<T> {
  const cancelled = new EngineError('cancelled', 'cancelled');
  if (signal.aborted) throw cancelled;
  const acting = act();
  let cancel: () => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    cancel = () => {
      reject(cancelled);
      acting.then(undo).catch(() => {}); // Nobody is there any more to be told.
    };
    signal.addEventListener('abort', cancel);
  });
  try {
    return await Promise.race([acting, ended]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
