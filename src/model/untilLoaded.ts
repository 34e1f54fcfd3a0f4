import { EngineError } from '../engine/errors';
import type { Kind } from '../engine/records';
import type { Host } from './host';

/**
 * Resolves once a kind was read, or could not be: a host is connected before all of its images
 * are known, which may be thousands.
 *
 * @throws {EngineError} `cancelled` by the signal
 */
export function untilLoaded(host: Host, kind: Kind, signal?: AbortSignal): Promise<void> {
  const isOver = (): boolean => host.store.loaded(kind) !== 'no' || host.state.phase === 'lost';
  if (isOver()) return Promise.resolve();
  if (signal?.aborted) return Promise.reject(new EngineError('cancelled', 'cancelled'));
  return new Promise((resolve, reject) => {
    const end = (): void => {
      changes.dispose();
      states.dispose();
      signal?.removeEventListener('abort', cancel);
    };
    const check = (): void => {
      if (!isOver()) return;
      end();
      resolve();
    };
    const cancel = (): void => {
      end();
      reject(new EngineError('cancelled', 'cancelled'));
    };
    const changes = host.store.onDidChange(check);
    const states = host.onDidChangeState(check);
    signal?.addEventListener('abort', cancel);
  });
}
