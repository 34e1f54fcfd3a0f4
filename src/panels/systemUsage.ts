import * as vscode from 'vscode';
import { plain } from '../docker/plainText';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import {
  type DiskUsage,
  type KindUsage,
  type UsageEntry,
  type UsageKind,
  usageKinds,
} from '../engine/systemRecords';
import type { KindUsageView, MeasuredView, UsageEntryView } from '../protocol/system';

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
    count:
      count === 0
        ? vscode.l10n.t('none')
        : vscode.l10n.t('{0}, {1} in use', number(count), number(inUse)),
    size: formatSize(usage.sizeBytes),
    freeable: span(reclaimableBytes, reclaimableMostBytes),
    notes: notes(kind, usage),
    bytes: usage.sizeBytes,
    freeableBytes: reclaimableBytes,
    ...(count > inUse ? {} : { prune: undefined }),
    heading: count > listed ? vscode.l10n.t('The {0} largest of {1}', listed, number(count)) : '',
    entries: usage.entries.slice(0, listed).map(entry => entryView(kind, entry)),
  };
}

function words(kind: UsageKind): { readonly title: string; readonly prune: string } {
  const all = {
    image: { title: vscode.l10n.t('Images'), prune: vscode.l10n.t('Remove Unused Images') },
    container: {
      title: vscode.l10n.t('Containers'),
      prune: vscode.l10n.t('Remove Stopped Containers'),
    },
    volume: { title: vscode.l10n.t('Volumes'), prune: vscode.l10n.t('Remove Unused Volumes') },
    cache: { title: vscode.l10n.t('Build Cache'), prune: vscode.l10n.t('Remove Build Cache') },
  };
  return all[kind];
}

function notes(kind: UsageKind, usage: KindUsage): readonly string[] {
  const found: string[] = [];
  if (kind === 'image') {
    found.push(
      vscode.l10n.t(
        'Layers that images share are counted once. Each image is listed with its own.',
      ),
    );
    if (usage.reclaimableMostBytes > usage.reclaimableBytes) {
      found.push(
        vscode.l10n.t('How much is freed depends on the layers that unused images share.'),
      );
    }
  }
  if (kind === 'container') {
    found.push(vscode.l10n.t('What containers have written, without their image and volumes.'));
  }
  if (usage.unknown > 0) {
    found.push(
      vscode.l10n.t('Of some, the engine does not tell the size: {0}.', number(usage.unknown)),
    );
  }
  return found;
}

function entryView(kind: UsageKind, entry: UsageEntry): UsageEntryView {
  const { sizeBytes } = entry;
  return {
    id: entry.id,
    name: plain(nameOf(kind, entry), 200),
    detail: detailOf(kind, entry),
    inUse: entry.inUse,
    size: sizeBytes === undefined ? vscode.l10n.t('unknown') : formatSize(sizeBytes),
    bytes: sizeBytes ?? 0,
    timeSeconds: entry.timeSeconds,
    canInspect: kind !== 'cache',
  };
}

function nameOf(kind: UsageKind, { id, names }: UsageEntry): string {
  const [first = shortId(id), ...rest] = names;
  if (kind === 'image' && rest.length > 0) {
    return vscode.l10n.t('{0} and {1} more', first, rest.length);
  }
  return first;
}

function detailOf(kind: UsageKind, { inUse, users }: UsageEntry): string {
  if (!inUse) return kind === 'container' ? vscode.l10n.t('stopped') : vscode.l10n.t('unused');
  if (kind === 'container') return vscode.l10n.t('running');
  if (kind === 'cache') return vscode.l10n.t('in use');
  return users === 1
    ? vscode.l10n.t('1 container')
    : vscode.l10n.t('{0} containers', number(users));
}

/** `1.2 GB`, or `1.2 – 1.9 GB` where it is not known more exactly. */
function span(least: number, most: number): string {
  const [a, b] = [formatSize(least), formatSize(most)];
  if (a === b) return a;
  const [value = a, unit] = a.split(' ');
  return b.endsWith(` ${unit}`) ? `${value} – ${b}` : `${a} – ${b}`;
}

/** As the user's language writes it. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString(vscode.env.language, { maximumFractionDigits: digits });
}
