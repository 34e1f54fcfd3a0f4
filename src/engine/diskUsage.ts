import { type ContainerState, readStatus } from '../docker/status';
import { number, object, objects, text, texts } from './normalise';
import type { DiskUsage, KindUsage, UsageEntry } from './systemRecords';

/** The answer of `GET /system/df`, summed up. */
export function toDiskUsage(answer: Record<string, unknown>): DiskUsage {
  const containers = objects(answer['Containers']);
  return {
    image: imagesOf(objects(answer['Images']), number(answer['LayersSize']), containers),
    container: containersOf(containers),
    volume: volumesOf(objects(answer['Volumes'])),
    cache: cacheUsage(answer),
  };
}

/** The engine writes -1 for a size or a count that it does not know. */
function known(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function imagesOf(
  images: readonly Record<string, unknown>[],
  layersBytes: number,
  containers: readonly Record<string, unknown>[],
): KindUsage {
  // 20.10 may give no count of them (-1), so the containers' own word counts too.
  const usersOf = new Map<string, number>();
  for (const container of containers) {
    const id = text(container['ImageID']);
    usersOf.set(id, (usersOf.get(id) ?? 0) + 1);
  }
  let usedShared = 0;
  const entries = images.map(image => {
    const id = text(image['Id']);
    const whole = known(image['Size']);
    const shared = known(image['SharedSize']) ?? 0;
    const users = Math.max(number(image['Containers']), usersOf.get(id) ?? 0);
    if (users > 0) usedShared = Math.max(usedShared, shared);
    return {
      id,
      names: namesOf(image),
      sizeBytes: whole === undefined ? undefined : Math.max(0, whole - shared),
      wholeBytes: whole,
      inUse: users > 0,
      state: undefined,
      users,
      timeSeconds: number(image['Created']),
    };
  });
  const { usedBytes, ...sums } = summed(entries);
  // The used ones need their own layers, and at least as many shared ones as the largest of them.
  const most = Math.max(0, layersBytes - usedBytes - usedShared);
  return {
    ...sums,
    sizeBytes: layersBytes,
    reclaimableBytes: sums.inUse === 0 ? layersBytes : Math.min(sums.reclaimableBytes, most),
    reclaimableMostBytes: sums.inUse === sums.count ? 0 : most,
  };
}

/** Without `<none>`; an image that lost its tag goes by its digest's repository. */
function namesOf(image: Record<string, unknown>): readonly string[] {
  const named = (name: string): boolean => !name.includes('<none>');
  const tags = texts(image['RepoTags']).filter(named);
  return tags.length > 0 ? tags : texts(image['RepoDigests']).filter(named);
}

/** Those hold on to their writable layer. */
const active: readonly ContainerState[] = ['running', 'paused', 'restarting'];

function containersOf(containers: readonly Record<string, unknown>[]): KindUsage {
  return exactly(
    containers.map(container => {
      const { state } = readStatus(container['State'], container['Status']);
      const inUse = active.includes(state);
      // Left out by the engine where it is 0.
      const own = known(container['SizeRw'] ?? 0);
      return {
        id: text(container['Id']),
        names: texts(container['Names']).map(name => name.replace(/^\//, '')),
        sizeBytes: own,
        wholeBytes: known(container['SizeRootFs'] ?? 0),
        inUse,
        state,
        users: inUse ? 1 : 0,
        timeSeconds: number(container['Created']),
      };
    }),
  );
}

function volumesOf(volumes: readonly Record<string, unknown>[]): KindUsage {
  return exactly(
    volumes.map(volume => {
      const usage = object(volume['UsageData']);
      const name = text(volume['Name']);
      const size = known(usage['Size']);
      const users = known(usage['RefCount']) ?? 0;
      const timeSeconds = seconds(volume['CreatedAt']);
      const sizes = { sizeBytes: size, wholeBytes: size };
      const inUse = users > 0;
      return { id: name, names: [name], ...sizes, inUse, state: undefined, users, timeSeconds };
    }),
  );
}

/** The build cache alone. What it shares with an image counts there: pruning it frees nothing. */
export function cacheUsage(answer: Record<string, unknown>): KindUsage {
  return exactly(
    objects(answer['BuildCache']).map(step => {
      const inUse = step['InUse'] === true;
      return {
        id: text(step['ID']),
        names: [text(step['Description'])].filter(name => name !== ''),
        sizeBytes: step['Shared'] === true ? 0 : known(step['Size']),
        wholeBytes: known(step['Size']),
        inUse,
        state: undefined,
        users: inUse ? 1 : 0,
        timeSeconds: seconds(step['LastUsedAt'] ?? step['CreatedAt']),
      };
    }),
  );
}

/** Where nothing is shared: sizes just add up. */
function exactly(entries: readonly UsageEntry[]): KindUsage {
  const { usedBytes, ...sums } = summed(entries);
  const sizeBytes = usedBytes + sums.reclaimableBytes;
  return { ...sums, sizeBytes, reclaimableMostBytes: sums.reclaimableBytes };
}

function summed(entries: readonly UsageEntry[]) {
  const size = (entry: UsageEntry): number => entry.sizeBytes ?? 0;
  const total = (some: readonly UsageEntry[]): number => some.reduce((sum, e) => sum + size(e), 0);
  const used = entries.filter(entry => entry.inUse);
  return {
    count: entries.length,
    inUse: used.length,
    usedBytes: total(used),
    reclaimableBytes: total(entries.filter(entry => !entry.inUse)),
    unknown: entries.filter(entry => entry.sizeBytes === undefined).length,
    entries: [...entries].sort((a, b) => size(b) - size(a)),
  };
}

/** ISO 8601 to seconds of the epoch; 0 where there is none. */
function seconds(value: unknown): number {
  return Math.max(0, Math.floor(Date.parse(text(value)) / 1000)) || 0;
}
