import { EngineError } from '../errors';
import type { Journal, SwapEntry } from './journal';

/**
 * Works on a swap as it stands by now, while nobody else does.
 *
 * @throws {EngineError} `conflict` with the code `busy` where somebody does, or `ended` where it is
 *   written down no more
 */
export async function owning<T>(
  journal: Journal,
  id: string,
  act: (entry: SwapEntry) => Promise<T>,
): Promise<T> {
  if (!(await journal.claim(id))) throw new EngineError('conflict', id, undefined, 'busy');
  try {
    const entry = (await journal.read()).find(one => one.id === id);
    if (!entry) throw new EngineError('conflict', id, undefined, 'ended');
    return await act(entry);
  } finally {
    // Whoever comes next sees that this process is gone, or asks it again.
    await journal.release(id).catch(() => {});
  }
}
