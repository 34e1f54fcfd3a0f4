/** What a form of a run is opened with; as a text it survives a reload. */
export interface RunSubject {
  /** The id of a host. */
  readonly host: string;
  /** An image to begin with. */
  readonly image?: string | undefined;
  /** A whole `docker run` line to begin with. */
  readonly line?: string | undefined;
  /** Stands for a line that has secrets in it: what `RunBeginnings` gave for it. */
  readonly begin?: string | undefined;
  /** The address of the file of a saved run. */
  readonly saved?: string | undefined;
}

/** The same for the same, so that the same form is not opened twice. */
export function formatRunSubject({ host, image, line, begin, saved }: RunSubject): string {
  return JSON.stringify({ host, image, line, begin, saved });
}

/** Undefined for what is none: what the editor kept may be of another version. */
export function parseRunSubject(text: string): RunSubject | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined; // not one of ours
  }
  if (typeof read !== 'object' || read === null) return undefined;
  const { host, ...rest } = read as Record<string, unknown>;
  if (typeof host !== 'string') return undefined;
  const subject: Record<string, string> = {};
  for (const name of ['image', 'line', 'begin', 'saved']) {
    const value = rest[name];
    if (typeof value === 'string') subject[name] = value;
    else if (value !== undefined) return undefined;
  }
  return { host, ...subject };
}
