import { connect, type Engine } from '../../src/engine/connection';
import { OutputText } from '../../src/engine/frames';
import type { Talk } from '../../src/engine/hijack';
import { endpointAt } from './endpointAt';
import { eventually } from './processes';

/** Connects to the engine behind a socket, lends the connection, and closes it. */
export async function withConnection<T>(
  path: string,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await connect(endpointAt(path));
  try {
    return await use(engine);
  } finally {
    engine.close();
  }
}

/** Reads along with a process and types to it, as a person would. */
export class Listener {
  stdout = '';
  stderr = '';
  readonly ended: Promise<void>;

  constructor(readonly talk: Talk) {
    this.ended = this.#read();
  }

  type(text: string): void {
    this.talk.write(Buffer.from(text));
  }

  async until(pattern: RegExp, withinMs = 5_000): Promise<RegExpExecArray> {
    await eventually(() => pattern.test(this.stdout), withinMs, 5);
    const found = pattern.exec(this.stdout);
    if (!found) throw new Error(`no ${pattern} in ${JSON.stringify(this.stdout)}`);
    return found;
  }

  async #read(): Promise<void> {
    const text = new OutputText();
    for await (const piece of this.talk.output) this[piece.from] += text.decode(piece);
  }
}
