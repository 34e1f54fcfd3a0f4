/**
 * Where an engine answers. Found by `endpoints.ts`; used by `connection.ts`.
 */
export interface TlsFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** False: take any certificate (a context's SkipTLSVerify). */
  readonly verify: boolean;
}

export type Address =
  | { readonly kind: 'socket'; readonly path: string } // unix socket or Windows pipe
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsFiles };

/** What named the endpoint, most binding first; the welcome view tells it. */
export type EndpointSource = 'setting' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'context' | 'default' | 'found';

export interface Endpoint {
  readonly source: EndpointSource;
  /** The context's name, where a context named it. */
  readonly context?: string;
  /** As written: `unix:///var/run/docker.sock`. */
  readonly url: string;
  readonly address: Address;
}
