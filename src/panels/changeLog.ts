import { plain } from '../docker/plainText';
import type { Engine } from '../engine/connection';
import { readLogs } from '../engine/logs';

const lastCount = 20;
const longestLine = 500;

/** The last lines that a container prints, kept while it is there: one that fails is removed. */
export class LogTail {
  readonly #abort = new AbortController();
  #lines: string[] = [];

  constructor(engine: Engine, id: string, tty: boolean) {
    // Without a log there is only less to be told.
    void this.#follow(engine, id, tty).catch(() => {});
  }

  end(): string {
    this.#abort.abort();
    return this.#lines.map(line => plain(line, longestLine)).join('\n');
  }

  async #follow(engine: Engine, id: string, tty: boolean): Promise<void> {
    const query = { tty, follow: true, tail: lastCount };
    let begun = '';
    for await (const messages of readLogs(engine, id, query, this.#abort.signal)) {
      for (const { text, ends } of messages) {
        begun = (begun + text).slice(0, longestLine * 4);
        if (!ends) continue;
        this.#lines = [...this.#lines, begun].slice(-lastCount);
        begun = '';
      }
    }
  }
}
