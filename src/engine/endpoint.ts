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
export type EndpointSource =
  | 'setting'
  | 'DOCKER_HOST'
  | 'DOCKER_CONTEXT'
  | 'context'
  | 'default'
  | 'found';

export interface Endpoint {
  readonly source: EndpointSource;
  /** The context's name, where a context named it. */
  readonly context?: string;
  /** As written: `unix:///var/run/docker.sock`. */
  readonly url: string;
  readonly address: Address;
  /** All that was looked at, as URLs, in order, where nothing named an endpoint. */
  readonly looked?: readonly string[];
  /** Docker's config.json cannot be read, so a context that it names is not followed. */
  readonly brokenConfig?: string;
}

/** What the search starts from, given from outside so that tests can set it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** This user's number, for `/run/user/N` where XDG_RUNTIME_DIR is not set. */
  readonly uid?: number | undefined;
  /** A folder that stands for `/`. */
  readonly root?: string;
}

/** What `EngineError.code` says of an error of kind `badEndpoint`; its message has the text meant. */
export type EndpointCode =
  /** Not `scheme://…`, a path, or a host and port. */
  | 'badUrl'
  | 'badPort'
  /** A scheme that Docker does not know either. */
  | 'badScheme'
  /** `ssh://`: not supported yet. */
  | 'sshNotYet'
  /** A pipe anywhere but on Windows, a unix socket there. */
  | 'wrongPlatform'
  /** `tcp://host:port/path`. */
  | 'pathNotSupported'
  /** Docker knows no context of that name. */
  | 'noContext'
  /** Its file cannot be read, or says nothing of an engine. */
  | 'brokenContext';
