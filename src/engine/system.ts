import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { asObject, type CallOptions, call, type Engine } from './connection';
import { toDiskUsage } from './diskUsage';
import { EngineError } from './errors';
import { toInfo } from './info';
import type { DiskUsage, EngineInfo } from './systemRecords';

/** The engine walks through every volume for it. In milliseconds. */
const diskPatience = 60_000;

/** Takes options, which the types of dockerode do not know. */
interface System {
  info(options: object): Promise<unknown>;
  df(options: object): Promise<unknown>;
  pruneBuilder(options: object): Promise<unknown>;
}

/**
 * What the engine is, what it runs on and how it is set up. Credentials in addresses are masked.
 *
 * @throws {EngineError}
 * @see Engine API, SystemInfo: GET /info
 */
export async function readInfo(engine: Engine, options: CallOptions = {}): Promise<EngineInfo> {
  const answer = await call(options, abortSignal => of(engine.docker).info({ abortSignal }));
  return toInfo(asObject(answer));
}

/**
 * What images, containers, volumes and build cache take on the disk. Slow: up to a minute, so it
 * has a connection of its own. The engine does only one of these at a time and refuses a second
 * (20.10: also while it finishes one that was given up); then it is asked again.
 *
 * @throws {EngineError} `timeout` after 60 s without another bound, `cancelled`
 * @see Engine API, SystemDataUsage: GET /system/df
 */
export async function readDiskUsage(engine: Engine, options: CallOptions = {}): Promise<DiskUsage> {
  const bounds = { timeoutMs: diskPatience, ...options };
  const answer = await call(bounds, async abortSignal => {
    for (;;) {
      try {
        return await of(engine.streams).df({ abortSignal });
      } catch (error) {
        if (!/already running/.test(EngineError.from(error).message)) throw error;
        await sleep(500, undefined, { signal: abortSignal });
      }
    }
  });
  return toDiskUsage(asObject(answer));
}

function of(docker: Docker): System {
  return docker as unknown as System;
}
