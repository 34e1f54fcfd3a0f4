import type { Journal, JournalEntry } from '../../src/engine/recreate/journal';

/** A journal that keeps texts, as one on a disk would. */
export function memoryJournal(): Journal {
  const kept = new Map<string, string>();
  const claimed = new Set<string>();
  return {
    write: async entry => {
      kept.set(entry.id, JSON.stringify(entry));
    },
    clear: async id => {
      kept.delete(id);
    },
    read: async () => [...kept.values()].map(text => JSON.parse(text) as JournalEntry),
    claim: async id => !claimed.has(id) && claimed.add(id) !== undefined,
    release: async id => {
      claimed.delete(id);
    },
  };
}
