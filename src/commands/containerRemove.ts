import { l10n, window } from 'vscode';
import { shortId } from '../docker/shortId';
import { formatSize } from '../docker/size';
import { isAnonymousVolume } from '../docker/volumeName';
import { readLayerSizes } from '../engine/containerSize';
import { removeContainer } from '../engine/containerVerbs';
import { EngineError } from '../engine/errors';
import type { Container } from '../engine/records';
import type { Host } from '../model/host';
import { imageName, named, sentences, statusWords } from '../trees/words';
import { choose } from '../ui/confirm';
import { pickSome } from '../ui/pickSome';
import { withProgress } from '../ui/progress';
import { eachOf, summary } from '../ui/summary';
import type { App } from './app';
import { allLoaded, type CommandTable, onMany } from './command';
import { type FoundContainer, nameOf } from './containerState';
import { disconnectRows } from './networkDisconnect';
import { isActive, shortened } from './users';
import { onWholeRows } from './wholeRows';

/** What is told before removing waits no longer than this for sizes; in milliseconds. */
const patience = 15_000;

const words = {
  title: l10n.t('Removing containers'),
  all: (done: number) => l10n.t('Containers removed: {0}.', done),
  some: (done: number, failed: number) => l10n.t('{0} removed, {1} failed.', done, failed),
};

export const containerRemoveCommands = {
  'container.remove': onWholeRows(
    onMany(
      'container',
      {
        nothing: l10n.t('There is no container to remove.'),
        question: l10n.t('Which containers should be removed?'),
      },
      remove,
    ),
    disconnectRows,
  ),

  'container.prune': prune,
} satisfies CommandTable;

async function remove(app: App, targets: readonly FoundContainer[]): Promise<void> {
  const sizes = await layerSizes(l10n.t('Reading the sizes of containers'), targets);
  const volumes = ownVolumes(targets);
  const withVolumes = l10n.t('Remove with Volumes');
  const actions = [l10n.t('Remove'), ...(volumes.length > 0 ? [withVolumes] : [])];
  const chosen = await choose({
    question: questionOf(targets),
    detail: detailOf(targets, sizes, volumes),
    actions,
  });
  if (chosen === undefined) return;
  await removeAll(app, targets, chosen === withVolumes);
}

async function removeAll(
  app: App,
  targets: readonly FoundContainer[],
  volumes: boolean,
): Promise<void> {
  const flag = volumes ? ['-v'] : [];
  const [forced, plainly] = [targets.filter(isAlive), targets.filter(found => !isAlive(found))];
  if (plainly.length > 0) app.said.say('rm', ...flag, ...plainly.map(nameOf));
  if (forced.length > 0) app.said.say('rm', '-f', ...flag, ...forced.map(nameOf));
  const outcome = await eachOf(words.title, targets, nameOf, (found, signal) =>
    // As it was when the question was asked: what started since then is not ended by force.
    removeContainer(found.host.engine, found.record.id, {
      force: isAlive(found),
      volumes,
      signal,
    }),
  );
  summary(words, outcome, app.log);
}

function isAlive({ record }: FoundContainer): boolean {
  return isActive(record);
}

function questionOf(targets: readonly FoundContainer[]): string {
  const [first] = targets;
  return targets.length === 1 && first
    ? l10n.t('Remove the container "{0}"?', named(first.record.name))
    : l10n.t('Remove {0} containers?', targets.length);
}

function detailOf(
  targets: readonly FoundContainer[],
  sizes: ReadonlyMap<string, number>,
  volumes: readonly string[],
): string {
  const one = targets.length === 1;
  const alive = targets.filter(isAlive);
  const lines = [
    one ? undefined : namesOf(targets),
    alive.length === 0
      ? undefined
      : one
        ? l10n.t('It is running, and will be stopped by force.')
        : l10n.t('Running, and stopped by force: {0}', namesOf(alive)),
    lossOf(targets, sizes),
    volumes.length === 0
      ? undefined
      : l10n.t(
          'Anonymous volumes that nothing else uses can be removed too, with all their data: {0}',
          shortened(volumes.map(shortId)),
        ),
  ];
  return lines.filter(line => line !== undefined).join('\n\n');
}

/** What is in the writable layers. A size that could not be read is said to be unknown. */
function lossOf(targets: readonly FoundContainer[], sizes: ReadonlyMap<string, number>): string {
  const known = targets.map(({ record }) => sizes.get(record.id));
  const sum = known.reduce<number>((total, size) => total + (size ?? 0), 0);
  if (known.includes(undefined)) {
    return l10n.t('Files written outside volumes are lost. Their size is not known.');
  }
  return sum === 0
    ? l10n.t('No files were written outside volumes.')
    : l10n.t('Files written outside volumes are lost: {0}.', formatSize(sum));
}

function namesOf(targets: readonly FoundContainer[]): string {
  return shortened(targets.map(({ record }) => named(record.name)));
}

/** Anonymous volumes that only these containers mount: those that `docker rm -v` would take. */
function ownVolumes(targets: readonly FoundContainer[]): readonly string[] {
  const going = new Set(targets.map(({ record }) => record.id));
  const found = targets.flatMap(({ host, record }) => {
    const others = host.store.all('container').filter(({ id }) => !going.has(id));
    const used = new Set(others.flatMap(volumesOf));
    return volumesOf(record).filter(
      name => isAnonymousVolume(name, host.store.get('volume', name)?.labels) && !used.has(name),
    );
  });
  return [...new Set(found)];
}

function volumesOf({ mounts }: Container): readonly string[] {
  return mounts.flatMap(({ type, volume }) => (type === 'volume' ? [volume] : []));
}

/** By id; where they cannot be read in time, none: that is no reason not to remove. */
async function layerSizes(
  title: string,
  targets: readonly FoundContainer[],
): Promise<ReadonlyMap<string, number>> {
  const byHost = new Map<Host, string[]>();
  for (const { host, record } of targets) {
    byHost.set(host, [...(byHost.get(host) ?? []), record.id]);
  }
  return withProgress(title, async (_, signal) => {
    const sizes = new Map<string, number>();
    for (const [host, ids] of byHost) {
      try {
        const read = await readLayerSizes(host.engine, ids, { signal, timeoutMs: patience });
        for (const [id, size] of read) sizes.set(id, size);
      } catch (error) {
        if (EngineError.is(error, 'cancelled')) throw error;
      }
    }
    return sizes;
  });
}

/** As `docker container prune`, but each is seen before, and only what stays picked goes. */
async function prune(app: App): Promise<void> {
  await allLoaded(app, 'container');
  const targets = app.hosts
    .list('container')
    .filter(({ record }) => ['created', 'exited', 'dead'].includes(record.state));
  if (targets.length === 0) {
    void window.showInformationMessage(
      l10n.t('No container is stopped: there is nothing to prune.'),
    );
    return;
  }
  const sizes = await layerSizes(l10n.t('Reading the sizes of stopped containers'), targets);
  const items = targets
    .map(found => ({ found, sizeBytes: sizes.get(found.record.id) }))
    .sort(
      (a, b) =>
        (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0) || nameOf(a.found).localeCompare(nameOf(b.found)),
    )
    .map(({ found, sizeBytes }) => ({
      label: named(found.record.name),
      description: sizeBytes === undefined ? '' : formatSize(sizeBytes),
      detail: sentences(imageName(found.record), '·', statusWords(found.record)),
      target: found,
      sizeBytes,
    }));
  const picked = await pickSome({
    title: l10n.t('Remove stopped containers'),
    placeHolder: l10n.t('Untick those to keep; the rest is removed for good.'),
    items,
  });
  if (picked.length > 0) await removeAll(app, picked, false);
}
