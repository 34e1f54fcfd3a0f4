import { attachContainer } from '../attach';
import { type CallOptions, call, type Engine } from '../connection';
import { createContainer } from '../containerRun';
import { removeContainer, startContainer } from '../containerVerbs';
import { EngineError } from '../errors';
import { OutputText } from '../frames';
import { listImages } from '../images';
import type { Image } from '../records';

/** On every helper, so that views can leave it out, and one left by a crash is known. */
export const helperLabel = { 'slipway.helper': 'reach' } as const;

export interface HelperWish {
  /** A container's id, or `host`. */
  readonly network: string;
  /** What a shell runs. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Images to try first, by name or id. */
  readonly images?: readonly string[];
}

/** Small images that have a shell and tools, by what their names end with. */
const likely = /(?:^|\/)(?:busybox|alpine|netshoot|toybox|debian|ubuntu|bash)(?::|$)/;

/** An image that is none of these may lack a shell: no more are tried than this. */
const mostTries = 4;

const createMs = 30_000;
const cleanUpMs = 30_000;

/**
 * Runs a script in the network of another container, or of the host, by a container of its own from
 * an image that is there already. It has no rights but those of the network, and is gone afterwards,
 * also where the caller gives up.
 *
 * @returns what it printed; undefined where no image there has a shell
 * @throws {EngineError} `conflict` where the other container does not run; `timeout`, `cancelled`
 */
export async function runHelper(
  engine: Engine,
  wish: HelperWish,
  options: CallOptions = {},
): Promise<string | undefined> {
  const images = await candidates(engine, wish.images ?? [], options);
  for (const image of images) {
    const said = await runIn(engine, image, wish, options);
    if (said !== undefined) return said;
  }
  return undefined;
}

async function candidates(
  engine: Engine,
  first: readonly string[],
  options: CallOptions,
): Promise<readonly string[]> {
  const named = (await listImages(engine, options)).filter(({ tags }) => tags.length > 0);
  const rank = ({ tags }: Image): number => (tags.some(tag => likely.test(tag)) ? 0 : 1);
  const sorted = [...named].sort(
    (one, other) => rank(one) - rank(other) || one.sizeBytes - other.sizeBytes,
  );
  return [...new Set([...first, ...sorted.map(({ id }) => id)])].slice(0, mostTries);
}

/** Undefined where the image has no shell. */
async function runIn(
  engine: Engine,
  image: string,
  wish: HelperWish,
  options: CallOptions,
): Promise<string | undefined> {
  // Not by the caller's signal: one that was given up half-way would stay, and nobody know its id.
  const id = await createContainer(engine, { body: bodyOf(image, wish) }, { timeoutMs: createMs });
  try {
    return await call(options, async signal => {
      const talk = await attachContainer(engine, id, { tty: false, stdin: false }, { signal });
      const heard = listen(talk.output);
      heard.catch(() => {}); // told below, if it started
      await startContainer(engine, id, { signal });
      return await heard;
    });
  } catch (error) {
    if (isWithoutShell(error)) return undefined;
    throw error;
  } finally {
    // Nor by that: what was made has to go.
    await removeContainer(engine, id, { force: true, volumes: true, timeoutMs: cleanUpMs });
  }
}

function bodyOf(image: string, { network, script, args = [] }: HelperWish): object {
  return {
    Image: image,
    Entrypoint: ['sh', '-c', script, 'sh', ...args],
    Cmd: [],
    User: '0',
    WorkingDir: '/',
    Healthcheck: { Test: ['NONE'] },
    Labels: helperLabel,
    HostConfig: {
      NetworkMode: network === 'host' ? 'host' : `container:${network}`,
      AutoRemove: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: true,
      Memory: 64 * 1024 * 1024,
      PidsLimit: 64,
      LogConfig: { Type: 'none' },
    },
  };
}

async function listen(output: AsyncIterable<Parameters<OutputText['decode']>[0]>): Promise<string> {
  const text = new OutputText();
  let said = '';
  for await (const piece of output) said += text.decode(piece);
  return said;
}

function isWithoutShell(error: unknown): boolean {
  if (!EngineError.is(error)) return false;
  return /executable file not found|no such file or directory|exec format error/i.test(
    error.message,
  );
}
