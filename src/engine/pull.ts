import type { Readable } from 'node:stream';
import { type LayerPhase, nextPullState, type PullState, pullBegin } from '../docker/pullProgress';
import { familiarName, type Reference, withDefaultTag } from '../docker/reference';
import { call, type Engine } from './connection';
import { EngineError } from './errors';
import { jsonLines } from './jsonLines';
import { object, text } from './normalise';
import type { RegistryLogin } from './registryAuth';

export interface PullOptions {
  /** `linux/arm64`; without it the engine's own. */
  readonly platform?: string | undefined;
  readonly login?: RegistryLogin | undefined;
  /** Ends the pull: the engine stops once nobody listens. */
  readonly signal?: AbortSignal | undefined;
}

/** The engine asks the registry before it answers at all; slow ones take their time. */
const headPatience = 300_000;

/** Podman leaves the others without a last word. */
const unfinished: ReadonlySet<LayerPhase> = new Set([
  'waiting',
  'downloading',
  'verifying',
  'extracting',
  'retrying',
]);

/**
 * Pulls an image, and tells how far it is as often as the engine does; the last state has the
 * digest. A reference without tag and digest means `latest`: the engine would pull every tag.
 * A failure is in the engine's words; `registryFailure` says what they mean.
 *
 * @throws {EngineError} `cancelled`, `notFound`, `unauthorized`, `server` … or of a connection kind
 * @see Engine API, ImageCreate: POST /images/create
 */
export async function* pullImage(
  engine: Engine,
  reference: Reference,
  options: PullOptions = {},
): AsyncGenerator<PullState> {
  const { signal } = options;
  const stream = await open(engine, reference, options);
  let state = pullBegin;
  try {
    for await (const line of jsonLines(stream)) {
      throwIfFailed(line);
      const next = nextPullState(state, line);
      if (next !== state) yield next;
      state = next;
    }
  } catch (error) {
    throw signal?.aborted ? new EngineError('cancelled', 'cancelled') : error;
  } finally {
    // Also where the reader leaves early: without this the engine would go on pulling.
    stream.destroy();
  }
  // An engine that is stopped in the middle may just end the stream.
  if (state.outcome === undefined && state.layers.some(layer => unfinished.has(layer.phase))) {
    throw new EngineError('unreachable', 'the pull ended before its last layer');
  }
}

/** The engine answers 200 and tells of what fails later within the stream. */
export function throwIfFailed(line: Readonly<Record<string, unknown>>): void {
  const message = text(object(line['errorDetail'])['message']) || text(line['error']);
  if (message !== '') throw EngineError.from({ message, statusCode: 500 });
}

async function open(
  engine: Engine,
  reference: Reference,
  { platform, login, signal }: PullOptions,
): Promise<Readable> {
  const { tag, digest, ...name } = withDefaultTag(reference);
  const own = new AbortController();
  const end = (): void => own.abort();
  signal?.addEventListener('abort', end, { once: true });
  const wish = {
    fromImage: familiarName(name),
    tag: digest ?? tag,
    ...(platform && { platform }),
    abortSignal: own.signal,
  };
  const stream = await call({ timeoutMs: headPatience, signal }, timeout => {
    timeout.addEventListener('abort', end, { once: true });
    return login
      ? engine.streams.createImage(login as object, wish)
      : engine.streams.createImage(wish);
  });
  const readable = stream as unknown as Readable;
  // It may break before anyone reads it; the reader is told all the same.
  readable.on('error', () => {});
  readable.on('close', () => signal?.removeEventListener('abort', end));
  return readable;
}
