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
  /** The id of a container that another one is to be like. */
  readonly like?: string | undefined;
  /** A container that is to be changed. */
  readonly change?: ChangeSubject | undefined;
}

export interface ChangeSubject {
  readonly id: string;
  readonly name: string;
  /** It gets the image that its image's name means by now. */
  readonly newest: boolean;
}

/** The same for the same, so that the same form is not opened twice. */
export function formatRunSubject(subject: RunSubject): string {
  const { host, image, line, begin, saved, like, change } = subject;
  return JSON.stringify({ host, image, line, begin, saved, like, change });
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
  const { host, change, ...rest } = read as Record<string, unknown>;
  if (typeof host !== 'string') return undefined;
  const subject: Record<string, string> = {};
  for (const name of ['image', 'line', 'begin', 'saved', 'like']) {
    const value = rest[name];
    if (typeof value === 'string') subject[name] = value;
    else if (value !== undefined) return undefined;
  }
  if (change !== undefined && !isChange(change)) return undefined;
  return { host, ...subject, ...(change !== undefined && { change }) };
}

function isChange(value: unknown): value is ChangeSubject {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, newest } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string' && typeof newest === 'boolean';
}
