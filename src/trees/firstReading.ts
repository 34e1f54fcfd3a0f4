import type { Kind } from '../engine/records';
import type { Host } from '../model/host';

/** So long a view shows that it is busy, in milliseconds; then it says what it waits for. */
const patience = 1_000;

/** Resolves when a kind was read for the first time, when it cannot be, or when it takes long. */
export function firstReading(host: Host, kind: Kind): Promise<void> {
  const isOver = (): boolean => host.store.loaded(kind) !== 'no' || host.state.phase === 'lost';
  if (isOver()) return Promise.resolve();
  return new Promise(resolve => {
    const check = (): void => {
      if (isOver()) end();
    };
    const end = (): void => {
      clearTimeout(timer);
      changes.dispose();
      states.dispose();
      resolve();
    };
    const timer = setTimeout(end, patience);
    const changes = host.store.onDidChange(check);
    const states = host.onDidChangeState(check);
  });
}
