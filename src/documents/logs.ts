import { withoutEscapes } from '../docker/escapes';
import { LogLines } from '../docker/logLines';
import type { Engine } from '../engine/connection';
import { readContainerNow } from '../engine/containerNow';
import { EngineError } from '../engine/errors';
import { readLogs } from '../engine/logs';
import { noLogs } from '../ui/noLogs';

/** The editor colours and folds no document that is larger. */
export const mostLines = 10_000;
const mostCharacters = 10_000_000;

export interface LogsText {
  readonly lines: readonly string[];
  /** Whether there were older lines. */
  readonly cut: boolean;
}

/**
 * The end of a container's log, as text without escape sequences.
 *
 * @param report told how many lines there are by now
 * @throws an error in words where the log's driver keeps nothing; `EngineError`
 */
export async function readLogsText(
  engine: Engine,
  id: string,
  report: (lines: number) => void,
  signal: AbortSignal,
): Promise<LogsText> {
  const { tty, logDriver } = await readContainerNow(engine, id, { signal });
  const joined = new LogLines();
  const tail = new Tail();
  const query = { tty, follow: false, tail: mostLines + 1 };
  try {
    for await (const messages of readLogs(engine, id, query, signal)) {
      for (const message of messages) tail.push(joined.push(message));
      report(tail.count);
    }
  } catch (error) {
    throw EngineError.is(error, 'unsupported') ? new Error(noLogs(logDriver)) : error;
  }
  tail.push(joined.end());
  if (signal.aborted) throw new EngineError('cancelled', 'cancelled');
  return tail.text();
}

/** Keeps the last lines, by their number and by their length. */
class Tail {
  #lines: string[] = [];
  #characters = 0;
  #first = 0;

  get count(): number {
    return this.#lines.length - this.#first;
  }

  push(lines: readonly string[]): void {
    for (const line of lines) {
      const text = withoutEscapes(line);
      this.#lines.push(text);
      this.#characters += text.length;
    }
    while (this.count > mostLines || (this.#characters > mostCharacters && this.count > 1)) {
      this.#characters -= this.#lines[this.#first]?.length ?? 0;
      this.#lines[this.#first++] = '';
    }
  }

  text(): LogsText {
    return { lines: this.#lines.slice(this.#first), cut: this.#first > 0 };
  }
}
