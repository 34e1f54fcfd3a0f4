/** A line of a log, or a part of one: `readLogs` says how they come. */
export interface LogPart {
  readonly from: string;
  readonly stamp: string;
  readonly text: string;
  readonly ends: boolean;
}

/** Joins the parts of long lines. Both outputs may be in the middle of one. */
export class LogLines {
  readonly #open = new Map<string, LogPart>();

  /** The lines that a part completes: its own, and the one before that nobody ended. */
  push(part: LogPart): readonly string[] {
    const lines: string[] = [];
    const open = this.#open.get(part.from);
    this.#open.delete(part.from);
    const goesOn = open !== undefined && open.stamp === part.stamp;
    if (open && !goesOn) lines.push(open.text);
    const text = goesOn ? open.text + part.text : part.text;
    if (part.ends) lines.push(text);
    else this.#open.set(part.from, { ...part, text });
    return lines;
  }

  /** Those that nobody ended. */
  end(): readonly string[] {
    return [...this.#open.values()].map(({ text }) => text);
  }
}
