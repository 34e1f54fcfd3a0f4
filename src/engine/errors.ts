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
  ENOTDIR: 'absent',
  ENOTFOUND: 'absent',
  EAI_AGAIN: 'absent',
  ENOTSOCK: 'absent',
  EACCES: 'permission',
  EPERM: 'permission',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ECONNABORTED: 'unreachable',
  EPIPE: 'unreachable',
  ERR_STREAM_PREMATURE_CLOSE: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ETIMEDOUT: 'timeout',
};

/** What `code` says of an error of kind `tls`. */
export type TlsCode =
  /** The engine's certificate is not signed by an authority that is trusted here. */
  | 'unknownAuthority'
  /** It is, but made for another name or address. */
  | 'wrongName'
  /** It is no longer valid, or not yet. */
  | 'expired'
  /** The engine wants a certificate of ours, and another than it got (or got none). */
  | 'clientRefused'
  /** One side speaks TLS and the other plain HTTP. */
  | 'engineSpeaksPlain'
  | 'engineSpeaksTls'
  /** Our certificate, key or authority file cannot be read, or they do not fit each other. */
  | 'badFiles'
  | 'failed';

/** By what Node's or OpenSSL's code begins with; the first that fits. */
const tlsCodes: readonly (readonly [string, TlsCode])[] = [
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unknownAuthority'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknownAuthority'],
  ['UNABLE_TO_', 'unknownAuthority'],
  ['CERT_UNTRUSTED', 'unknownAuthority'],
  ['CERT_SIGNATURE_FAILURE', 'unknownAuthority'],
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'expired'],
  ['CERT_', 'failed'],
  ['ERR_TLS_CERT_ALTNAME', 'wrongName'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'engineSpeaksPlain'],
  ['ERR_SSL_HTTP_REQUEST', 'engineSpeaksPlain'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'engineSpeaksPlain'],
  // The alerts of a server that refuses us; TLS 1.3 tells of them after the handshake.
  ['ERR_SSL_SSLV3_ALERT_', 'clientRefused'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'clientRefused'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'clientRefused'],
  ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'clientRefused'],
  ['ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR', 'clientRefused'],
  ['ERR_OSSL_', 'badFiles'],
  ['ERR_SSL_', 'failed'],
  ['ERR_TLS_', 'failed'],
];

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

/** Podman answers 500 where Docker says 409, or 501 for a log that cannot be read. */
const podmanWords: readonly (readonly [RegExp, EngineErrorKind])[] = [
  [/container state improper|network (?:already exists|is being used)/, 'conflict'],
  [/the container name "[^"]*" is already in use/, 'conflict'],
  [/log driver, cannot read logs/, 'unsupported'],
];

/** Answered with 400, like every other fault of the request. */
const versionWords = /^client version [\d.]+ is too (old|new)\b/;

/** An engine's sentence may be a proxy's whole page. */
const longestMessage = 2_000;

/** The one error that leaves `engine/`. `message` is the engine's own sentence. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly kind: EngineErrorKind,
    message: string,
    /** The HTTP status, where the engine answered at all. */
    readonly status?: number,
    /** `TlsCode` for tls, `EndpointCode` for badEndpoint, else the system's own (`ECONNREFUSED`). */
    readonly code?: string,
    /** Of kind `absent`: the addresses where an engine was looked for, in order. */
    readonly looked?: readonly string[],
  ) {
    super(message);
  }

  /** Classifies whatever dockerode, Node or our own code threw. */
  static from(error: unknown): EngineError {
    if (error instanceof EngineError) return error;
    const told = (typeof error === 'object' && error !== null ? error : {}) as Told;
    const message = sentence(told) || String(told.code ?? told.statusCode ?? error) || typeof error;
    const tls = tlsCode(told, message);
    const kind = tls === undefined ? kindOf(told, message) : 'tls';
    return new EngineError(kind, message, told.statusCode, tls ?? told.code);
  }

  static is(error: unknown, ...kinds: readonly EngineErrorKind[]): error is EngineError {
    return error instanceof EngineError && (kinds.length === 0 || kinds.includes(error.kind));
  }
}

/** Whether it says that the engine could not be asked, rather than what it answered. */
export function isConnectionError(error: EngineError): boolean {
  return EngineError.is(error, 'absent', 'permission', 'unreachable', 'timeout', 'tls');
}

function tlsCode({ code, statusCode }: Told, message: string): TlsCode | undefined {
  if (statusCode === 400 && message.includes('HTTP request to an HTTPS server')) {
    return 'engineSpeaksTls';
  }
  // A DOMException's code is a number.
  if (typeof code !== 'string' || statusCode !== undefined) return undefined;
  if (code === 'EPROTO') {
    return message.includes('wrong version number') ? 'engineSpeaksPlain' : 'failed';
  }
  return tlsCodes.find(([beginning]) => code.startsWith(beginning))?.[1];
}

function kindOf(told: Told, message: string): EngineErrorKind {
  if (told.statusCode !== undefined) {
    if (deniedWords.test(message)) return 'unauthorized';
    if (versionWords.test(message)) return 'version';
    // Docker Desktop and rootless proxies answer 502 to 504 while the engine itself is down.
    if (told.statusCode === 502 || told.statusCode === 504) return 'unreachable';
    // The API redirects nowhere: something else answers there.
    if (told.statusCode >= 300 && told.statusCode < 400) return 'badAnswer';
    const podmans = podmanWords.find(([words]) => words.test(message))?.[1];
    return statusKinds[told.statusCode] ?? podmans ?? 'server';
  }
  const { code } = told;
  if (typeof code === 'string') {
    if (code.startsWith('HPE_')) return 'badAnswer';
    const known = connectionKinds[code];
    if (known !== undefined) return known;
  }
  return told.name === 'AbortError' ? 'cancelled' : 'server';
}

/** The engine's sentence without dockerode's "(HTTP code 409) unexpected - " in front. */
function sentence(told: Told): string {
  const own = told.json?.message;
  const text = typeof own === 'string' && own !== '' ? own : (told.message ?? '');
  return text
    .replace(/^\(HTTP code \d+\) .*? - /, '')
    .trim()
    .slice(0, longestMessage);
}
