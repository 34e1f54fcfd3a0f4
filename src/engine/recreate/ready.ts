import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../connection';
import { EngineError } from '../errors';
import { look } from './look';

export interface ReadyBounds {
  /** For one with a health check to be healthy, in milliseconds. */
  readonly healthyMs: number;
  /** How long one without has to go on running, in milliseconds. */
  readonly settleMs: number;
}

/** Between two looks at most, in milliseconds. No event tells that a container goes on running. */
const longestPause = 250;

/**
 * Waits until a container that was started is healthy, or, without a health check, has run for a
 * while.
 *
 * @throws {EngineError} `server` with the code `unhealthy`, `exited` (the message is its exit code)
 *   or `gone`; `timeout` with `unhealthy` where its health is not known in time
 */
export async function untilReady(
  engine: Engine,
  id: string,
  { healthyMs, settleMs }: ReadyBounds,
  signal: AbortSignal | undefined,
): Promise<void> {
  const begunAt = performance.now();
  for (;;) {
    const now = await look(engine, id, { signal });
    if (!now) throw new EngineError('server', 'gone', undefined, 'gone');
    if (!now.isRunning || now.restarts > 0) {
      throw new EngineError('server', `${now.exitCode}`, undefined, 'exited');
    }
    if (now.health === 'healthy') return;
    if (now.health === 'unhealthy') {
      throw new EngineError('server', 'unhealthy', undefined, 'unhealthy');
    }
    const passed = performance.now() - begunAt;
    if (now.health === '' && passed >= settleMs) return;
    if (now.health !== '' && passed >= healthyMs) {
      throw new EngineError('timeout', now.health, undefined, 'unhealthy');
    }
    await resting(Math.min(longestPause, settleMs), signal);
  }
}

/** @throws {EngineError} `cancelled` */
export async function resting(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    throw new EngineError('cancelled', 'cancelled');
  }
}
