import { l10n } from 'vscode';
import { formatSize } from '../docker/size';
import {
  type DiskUsage,
  type KindUsage,
  type UsageKind,
  usageKinds,
} from '../engine/systemRecords';
import type { KindUsageView, MeasuredView } from '../protocol/system';
import { number } from '../ui/number';
import { entryView } from './systemEntry';

/** How many of each kind are listed. */
const listed = 10;

export interface Measured {
  readonly usage: DiskUsage;
  readonly atMs: number;
  readonly tookMs: number;
}

export function measuredView(measured: Measured, outdated: boolean): MeasuredView {
  const { usage, atMs, tookMs } = measured;
  const all = usageKinds.map(kind => usage[kind]);
  const sum = (of: (kind: KindUsage) => number): number => all.reduce((s, kind) => s + of(kind), 0);
  return {
    atMs,
    tookSeconds: number(tookMs / 1000, 1),
    outdated,
    total: formatSize(sum(kind => kind.sizeBytes)),
    freeable: span(
      sum(kind => kind.reclaimableBytes),
      sum(kind => kind.reclaimableMostBytes),
    ),
    kinds: usageKinds.map(kind => kindView(kind, usage[kind])),
  };
}

function kindView(kind: UsageKind, usage: KindUsage): KindUsageView {
  const { count, inUse, reclaimableBytes, reclaimableMostBytes } = usage;
  return {
    kind,
    ...words(kind),
    count: countText(count, inUse),
    size: formatSize(usage.sizeBytes),
    freeable: span(reclaimableBytes, reclaimableMostBytes),
    notes: notes(kind, usage),
    bytes: usage.sizeBytes,
    freeableBytes: reclaimableBytes,
    ...(count > inUse ? {} : { prune: undefined }),
    heading: count > listed ? l10n.t('The {0} largest of {1}', listed, number(count)) : '',
    entries: usage.entries.slice(0, listed).map(entry => entryView(kind, entry)),
  };
}

function countText(count: number, inUse: number): string {
  if (count === 0) return l10n.t('none');
  if (inUse === 0) return l10n.t('{0}, none in use', number(count));
  return l10n.t('{0}, {1} in use', number(count), number(inUse));
}

function words(kind: UsageKind): { readonly title: string; readonly prune: string } {
  const all = {
    image: { title: l10n.t('Images'), prune: l10n.t('Remove Unused Images') },
    container: {
      title: l10n.t('Containers'),
      prune: l10n.t('Remove Stopped Containers'),
    },
    volume: { title: l10n.t('Volumes'), prune: l10n.t('Remove Unused Volumes') },
    cache: { title: l10n.t('Build Cache'), prune: l10n.t('Remove Build Cache') },
  };
  return all[kind];
}

function notes(kind: UsageKind, usage: KindUsage): readonly string[] {
  const found: string[] = [];
  if (kind === 'image') {
    found.push(
      l10n.t('Layers that images share are counted once. Each image is listed with its own.'),
    );
    if (usage.reclaimableMostBytes > usage.reclaimableBytes) {
      found.push(l10n.t('How much is freed depends on the layers that unused images share.'));
    }
  }
  if (kind === 'container') {
    found.push(l10n.t('What containers have written, without their image and volumes.'));
  }
  if (usage.unknown > 0) {
    found.push(l10n.t('Of some, the engine does not tell the size: {0}.', number(usage.unknown)));
  }
  return found;
}

/** `1.2 GB`, or `1.2 – 1.9 GB` where it is not known more exactly. */
function span(least: number, most: number): string {
  const [a, b] = [formatSize(least), formatSize(most)];
  if (a === b) return a;
  const [value = a, unit] = a.split(' ');
  return b.endsWith(` ${unit}`) ? `${value} – ${b}` : `${a} – ${b}`;
}
