/** What a page and its host say to each other. Everything crosses as JSON. */
export interface Protocol {
  /** Host → page, always whole: a hidden page may miss all but the last. */
  state: unknown;
  /** Page → host; each is answered once. */
  requests: Record<string, (params: never) => unknown>;
}

/** The host's side of a protocol: one handler for each request, none forgotten. */
export type Handlers<P extends Protocol> = {
  readonly [K in keyof P['requests']]: (
    params: Parameters<P['requests'][K]>[0],
  ) => ReturnType<P['requests'][K]> | Promise<ReturnType<P['requests'][K]>>;
};

export type FromPage =
  /** It listens now: only from here on does the host send. */
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'request';
      readonly id: number;
      readonly name: string;
      readonly params: unknown;
    };

export type ToPage =
  | {
      readonly kind: 'state';
      /** What the page is about; it keeps it, so that it can be opened again after a reload. */
      readonly subject: string;
      readonly state: unknown;
    }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  /** The request failed; the sentence is for the user. */
  | { readonly kind: 'refusal'; readonly id: number; readonly sentence: string };

/** What the editor keeps of a page that is not shown. */
export interface Kept {
  readonly subject: string;
  /** What the user arranged; the page's own business. */
  readonly arranged: unknown;
}

/** The message of a page; undefined for what is none. */
export function fromPage(message: unknown): FromPage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, id, name, params } = message as Record<string, unknown>;
  if (kind === 'ready') return { kind };
  if (kind !== 'request' || typeof id !== 'number' || typeof name !== 'string') return undefined;
  return { kind, id, name, params };
}

/** The subject out of what the editor kept; undefined where there is none. */
export function keptSubject(kept: unknown): string | undefined {
  const { subject } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Kept>;
  return typeof subject === 'string' ? subject : undefined;
}
