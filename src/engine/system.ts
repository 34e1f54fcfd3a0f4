import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { asObject, type CallOptions, call, compare, dialStream, type Engine } from './connection';
import { cacheUsage, toDiskUsage } from './diskUsage';
import { EngineError } from './errors';
import { listImages } from './images';
import { toInfo } from './info';
import { number } from './normalise';
import { inDockersShape } from './podmanDiskUsage';
import type { DiskUsage, EngineInfo, KindUsage } from './systemRecords';

/** The engine walks through every volume for it. In milliseconds. */
const diskPatience = 60_000;

/** Removing thousands of pieces takes the engine its time. In milliseconds. */
const prunePatience = 300_000;

/**
 * What the engine is, what it runs on and how it is set up. Credentials in addresses are masked.
 *
 * @throws {EngineError}
 * @see Engine API, SystemInfo: GET /info
 */
export async function readInfo(engine: Engine, options: CallOptions = {}): Promise<EngineInfo> {
  // The types of dockerode do not know its options.
  const docker = engine.docker as unknown as { info(options: object): Promise<unknown> };
  const answer = await call(options, abortSignal => docker.info({ abortSignal }));
  return toInfo(asObject(answer));
}

/**
 * What images, containers, volumes and build cache take on the disk. Slow: up to a minute, so it
 * has a connection of its own.
 *
 * @throws {EngineError} `timeout` after 60 s without another bound, `cancelled`
 * @see Engine API, SystemDataUsage: GET /system/df
 */
export async function readDiskUsage(engine: Engine, options: CallOptions = {}): Promise<DiskUsage> {
  if (engine.about.product !== 'Podman') return toDiskUsage(await measure(engine, {}, options));
  const [answer, images] = await Promise.all([
    measure(engine, {}, options),
    listImages(engine, options),
  ]);
  return toDiskUsage(inDockersShape(answer, images));
}

/**
 * What the build cache takes; quick from API 1.42 on, before that as slow as all of it.
 *
 * @throws {EngineError} as `readDiskUsage`
 * @see Engine API, SystemDataUsage: GET /system/df
 */
export async function readBuildCache(
  engine: Engine,
  options: CallOptions = {},
): Promise<KindUsage> {
  const canChoose = compare(engine.apiVersion, '1.42') >= 0;
  const choice = canChoose ? { type: 'build-cache' } : {};
  return cacheUsage(await measure(engine, choice, options));
}

/**
 * Removes all build cache that no build uses now. Gives the bytes that this freed.
 *
 * @throws {EngineError} `timeout` after 5 min without another bound: the engine goes on
 * @see Engine API, BuildPrune: POST /build/prune
 */
export async function pruneBuildCache(engine: Engine, options: CallOptions = {}): Promise<number> {
  // dockerode's own `pruneBuilder` drops its options.
  const request = { path: '/build/prune?', method: 'POST', options: { all: 'true' } };
  const answer = await call({ timeoutMs: prunePatience, ...options }, async abortSignal =>
    json(await dialStream(engine.streams, { ...request, abortSignal })),
  );
  return number(asObject(answer)['SpaceReclaimed']);
}

/**
 * The engine does only one of these at a time and refuses a second (20.10: also while it finishes
 * one that was given up); then it is asked again.
 */
async function measure(
  engine: Engine,
  choice: { readonly type?: string },
  options: CallOptions,
): Promise<Record<string, unknown>> {
  const bounds = { timeoutMs: diskPatience, ...options };
  // dockerode's own `df` drops its options.
  const request = { path: '/system/df?', method: 'GET' };
  const answer = await call(bounds, async abortSignal => {
    for (;;) {
      try {
        return await json(
          await dialStream(engine.streams, { ...request, abortSignal, options: { ...choice } }),
        );
      } catch (error) {
        if (error instanceof SyntaxError) throw new EngineError('badAnswer', error.message);
        if (!/already running/.test(EngineError.from(error).message)) throw error;
        await sleep(500, undefined, { signal: abortSignal });
      }
    }
  });
  return asObject(answer);
}
