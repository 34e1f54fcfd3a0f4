/** Why a registry did not give an image, in kinds that have different cures. */
export type RegistryFailure =
  /** No such repository or tag. */
  | 'notFound'
  /** Docker Hub says the same for what is private and for what does not exist. */
  | 'notFoundOrDenied'
  | 'denied'
  | 'rateLimit'
  /** The name of the registry is not known, or nothing answers there. */
  | 'noNetwork'
  | 'certificate'
  /** The registry speaks HTTP where the engine wants HTTPS. */
  | 'plainHttp'
  /** The image is there, but not for this platform. */
  | 'platform'
  | 'noSpace'
  | 'unknown';

/**
 * By the sentence, since status codes lie: Docker 20.10 answers 500 to a wrong password, and a
 * failure after the first layer comes in the stream without any. The first that fits counts.
 */
const words: readonly (readonly [RegExp, RegistryFailure])[] = [
  [/toomanyrequests|too many requests|rate limit/i, 'rateLimit'],
  [/no space left on device|disk quota exceeded/i, 'noSpace'],
  [/no matching manifest|does not match the specified platform|no match for platform/i, 'platform'],
  // Docker's containerd store says this of a registry that asks for a login, and the next as well.
  [/no basic auth credentials|incorrect username/i, 'denied'],
  [/pull access denied|does not exist or may require/i, 'notFoundOrDenied'],
  [/gave HTTP response to HTTPS client/i, 'plainHttp'],
  [/x509|certificate|tls: (?!.*timeout)/i, 'certificate'],
  [/unauthori[sz]ed|authentication required|denied|forbidden/i, 'denied'],
  [
    /no such host|server misbehaving|network is unreachable|no route to host|connection refused|connection reset|connect: |i\/o timeout|handshake timeout|deadline exceeded|timeout exceeded|proxyconnect|\bEOF\b/i,
    'noNetwork',
  ],
  [/manifest unknown|name unknown|name_unknown|not found|manifest_unknown/i, 'notFound'],
];

/** What the engine's sentence about a registry means. */
export function registryFailure(sentence: string): RegistryFailure {
  return words.find(([pattern]) => pattern.test(sentence))?.[1] ?? 'unknown';
}
