/** What a form of a run is opened with; as a text it survives a reload. */
export interface RunSubject {
  /** The id of a host. */
  readonly host: string;
  /** An image to begin with. */
  readonly image?: string | undefined;
  /** A whole `docker run` line to begin with. */
  readonly line?: string | undefined;
}

/** The same for the same, so that the same form is not opened twice. */
export function formatRunSubject({ host, image, line }: RunSubject): string {
  return JSON.stringify({ host, image, line });
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
  const { host, image, line } = read as Record<string, unknown>;
  if (typeof host !== 'string' || !isTextOrNone(image) || !isTextOrNone(line)) return undefined;
  return { host, ...(image !== undefined && { image }), ...(line !== undefined && { line }) };
}

function isTextOrNone(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}
