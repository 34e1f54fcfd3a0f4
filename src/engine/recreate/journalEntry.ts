import { object } from '../normalise';
import type { JournalEntry, LiveEntry, SwapEntry } from './journal';

/** What was written down of a change; undefined for what is none of ours, or of a later version. */
export function readEntry(text: unknown): JournalEntry | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const read = object(JSON.parse(text));
    if (!areTexts(read, ['id', 'host', 'phase', 'step'])) return undefined;
    if (isSwap(read)) return read as unknown as SwapEntry;
    return isLive(read) ? (read as unknown as LiveEntry) : undefined;
  } catch {
    return undefined;
  }
}

function isSwap({ members }: Record<string, unknown>): boolean {
  const names = ['oldId', 'name', 'finalName', 'newName', 'oldName', 'was'];
  return Array.isArray(members) && members.every(member => areTexts(object(member), names));
}

function isLive(entry: Record<string, unknown>): boolean {
  const places = [object(entry['before']), object(entry['after'])];
  return (
    areTexts(entry, ['containerId']) &&
    isObject(entry['limits']) &&
    places.every(place => areTexts(place, ['name']) && isObject(place['endpoints']))
  );
}

function areTexts(of: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every(name => typeof of[name] === 'string');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
