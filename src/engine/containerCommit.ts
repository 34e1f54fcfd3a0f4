import { familiarName, type Reference, withDefaultTag } from '../docker/reference';
import { asObject, type CallOptions, call, type Engine } from './connection';
import { text } from './normalise';

/** Writing a large layer takes its time; in milliseconds. */
const patience = 600_000;

export interface CommitWish {
  readonly reference: Reference;
  /** As `docker history` shows it: who made it; empty: nobody. */
  readonly author: string;
  readonly message: string;
  /** Whether it stands still meanwhile, so that no file is half written. */
  readonly pause: boolean;
}

/**
 * Makes an image of a container as it is: its files outside its volumes, and what it was made with.
 *
 * @returns the id of the image
 * @throws {EngineError} `notFound`, `badRequest`; `timeout` after 10 min without another bound
 * @see Engine API, ImageCommit: POST /commit
 */
export async function commitContainer(
  engine: Engine,
  id: string,
  { reference, author, message, pause }: CommitWish,
  options: CallOptions = {},
): Promise<string> {
  const { tag, digest: _, ...name } = withDefaultTag(reference);
  const query = {
    container: id,
    repo: familiarName(name),
    tag,
    pause,
    ...(author !== '' && { author }),
    ...(message !== '' && { comment: message }),
  };
  const answer: unknown = await call({ timeoutMs: patience, ...options }, abortSignal =>
    // dockerode would put all of it into the body as well.
    engine.streams.getContainer(id).commit({ _query: query, _body: {}, abortSignal } as object),
  );
  return text(asObject(answer)['Id']);
}
