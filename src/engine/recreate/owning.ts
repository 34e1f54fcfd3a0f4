import { EngineError } from '../errors';
import type { Journal, JournalEntry } from './journal';

/**
 * Works on a change as it stands by now, while nobody else does.
 *
 * @throws {EngineError} `conflict` with the code `busy` where somebody does, or `ended` where it is
 *   written down no more
 */
export async function owning<E extends JournalEntry, T>(
  journal: Journal,
  { id }: E,
  act: (entry: E) => Promise<T>,
): Promise<T> {
  if (!(await journal.claim(id))) throw new EngineError('conflict', id, undefined, 'busy');
  try {
    const entry = (await journal.read()).find((one): one is E => one.id === id);
    if (!entry) throw new EngineError('conflict', id, undefined, 'ended');
    return await act(entry);
  } finally {
    // Whoever comes next sees that this process is gone, or asks it again.
    await journal.release(id).catch(() => {});
  }
}
