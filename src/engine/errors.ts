/**
 * What went wrong, in kinds that a reader can act on. The wording is the editor's:
 * this layer only classifies and carries the engine's own sentence.
 */
export type EngineErrorKind =
  /** No socket, pipe or host there: nothing is installed or running. */
  | 'absent'
  /** The socket is there, but this user may not open it. */
  | 'permission'
  /** There, but refused or reset the connection. */
  | 'unreachable'
  /** Took the connection and did not answer in time. */
  | 'timeout'
  /** A certificate or key was not accepted, by either side. */
  | 'tls'
  /** The endpoint is written wrongly, or asks for what is not supported. */
  | 'badEndpoint'
  /** Speaks no API version that we speak. */
  | 'version'
  /** An answer that is not what the API promises. */
  | 'badAnswer'
  | 'notFound'
  | 'conflict'
  | 'badRequest'
  | 'unauthorized'
  | 'unsupported'
  /** The engine failed: its own sentence says how. */
  | 'server'
  | 'cancelled';

interface Told {
  readonly name?: string;
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly json?: { readonly message?: unknown } | null;
}

const connectionKinds: Readonly<Record<string, EngineErrorKind>> = {
  ENOENT: 'absent',
  ENOTFOUND: 'absent',
  EAI_AGAIN: 'absent',
  ENOTSOCK: 'absent',
  EACCES: 'permission',
  EPERM: 'permission',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EPIPE: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  CERT_HAS_EXPIRED: 'tls',
};

const statusKinds: Readonly<Record<number, EngineErrorKind>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'conflict', // "network has active endpoints" and "operation not permitted" alike
  404: 'notFound',
  409: 'conflict',
  501: 'unsupported',
  503: 'unsupported', // swarm off
};

/** Statuses lie for registry logins (20.10 answers 500), so the words decide. */
const deniedWords =
  /no basic auth credentials|unauthorized|authentication required|access denied|denied:|incorrect username or password/i;

/** The one error that leaves `engine/`. `message` is the engine's own sentence. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly kind: EngineErrorKind,
    message: string,
    /** The HTTP status, where the engine answered at all. */
    readonly status?: number,
    /** The system's or TLS library's code, where there was one. */
    readonly code?: string,
  ) {
    super(message);
  }

  /** Classifies whatever dockerode, Node or our own code threw. */
  static from(error: unknown): EngineError {
    if (error instanceof EngineError) return error;
    const told = (typeof error === 'object' && error !== null ? error : {}) as Told;
    const message = sentence(told) ?? String(error);
    return new EngineError(kindOf(told, message), message, told.statusCode, told.code);
  }

  static is(error: unknown, ...kinds: readonly EngineErrorKind[]): error is EngineError {
    return error instanceof EngineError && (kinds.length === 0 || kinds.includes(error.kind));
  }
}

function kindOf(told: Told, message: string): EngineErrorKind {
  if (told.statusCode !== undefined) {
    if (deniedWords.test(message)) return 'unauthorized';
    // Docker Desktop and rootless proxies answer 502 to 504 while the engine itself is down.
    if (told.statusCode === 502 || told.statusCode === 504) return 'unreachable';
    return statusKinds[told.statusCode] ?? 'server';
  }
  const { code } = told;
  if (code !== undefined) {
    if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code.startsWith('ERR_OSSL')) {
      return 'tls';
    }
    if (code.startsWith('HPE_')) return 'badAnswer';
    const known = connectionKinds[code];
    if (known !== undefined) return known;
  }
  return told.name === 'AbortError' ? 'cancelled' : 'server';
}

/** The engine's sentence without dockerode's "(HTTP code 409) unexpected - " in front. */
function sentence(told: Told): string | undefined {
  const own = told.json?.message;
  if (typeof own === 'string' && own !== '') return own.trim();
  return told.message?.replace(/^\(HTTP code \d+\) [^-]* - /, '').trim();
}
