import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import { isAnonymousVolume } from '../docker/volumeName';
import type { UsageEntry, UsageKind } from '../engine/systemRecords';
import type { UsageEntryView } from '../protocol/system';
import { number } from '../ui/number';
import { stateWord } from '../ui/stateWord';

/** One of the largest things of a kind, as the page lists it. */
export function entryView(kind: UsageKind, entry: UsageEntry): UsageEntryView {
  const { id, names, sizeBytes } = entry;
  return {
    id,
    name: nameOf(kind, entry),
    fullName: (names.length > 0 ? names : [id]).map(name => plain(name, 400)).join('\n'),
    detail: detailOf(kind, entry),
    inUse: entry.inUse,
    size: sizeBytes === undefined ? l10n.t('unknown') : formatSize(sizeBytes),
    bytes: sizeBytes ?? 0,
    timeSeconds: entry.timeSeconds,
    canInspect: kind !== 'cache',
  };
}

function nameOf(kind: UsageKind, { id, names }: UsageEntry): string {
  const [first, ...rest] = names;
  if (first === undefined) return shortId(id);
  // Of its 64 digits the first dozen tell it apart, as with all ids.
  if (kind === 'volume' && isAnonymousVolume(first, undefined)) {
    return l10n.t('{0} (anonymous)', shortId(first));
  }
  const name = plain(first, 200);
  return rest.length > 0 ? l10n.t('{0} and {1} more', name, rest.length) : name;
}

function detailOf(kind: UsageKind, { inUse, state, users }: UsageEntry): string {
  if (kind === 'container') return stateWord(state ?? 'unknown');
  if (!inUse) return l10n.t('unused');
  if (kind === 'cache') return l10n.t('in use');
  return users === 1 ? l10n.t('1 container') : l10n.t('{0} containers', number(users));
}
