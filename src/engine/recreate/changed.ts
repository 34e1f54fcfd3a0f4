import type { JournalEntry } from './journal';

interface Named {
  /** Undefined where none was made yet. */
  readonly id: string | undefined;
  readonly name: string;
}

/** A container as it was, and as it is to be: mostly of the same name, after a swap another one. */
export interface Changed {
  readonly before: Named;
  readonly after: Named;
}

/** The containers of a change, the one that it is about first. */
export function changedIn(entry: JournalEntry): readonly Changed[] {
  if ('members' in entry) {
    return entry.members.map(({ oldId, newId, name, finalName }) => ({
      before: { id: oldId, name },
      after: { id: newId, name: finalName },
    }));
  }
  const { containerId: id, before, after } = entry;
  return [{ before: { id, name: before.name }, after: { id, name: after.name } }];
}
