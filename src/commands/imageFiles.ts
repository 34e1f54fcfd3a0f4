import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { formatSize } from '../docker/size';
import { isNoArchive, loadImages, saveImages } from '../engine/imageArchive';
import type { Host } from '../model/host';
import { withoutTag } from '../trees/imageParts';
import { named } from '../trees/words';
import { withProgress } from '../ui/progress';
import { type Failure, type Outcome, summary } from '../ui/summary';
import type { App } from './app';
import type { FoundImage } from './imageRemove';
import { pickHost } from './pickHost';
import { shortened } from './users';

/** Saves images into one archive. Nothing is left of one that was cancelled. */
export async function saveImagesTo(app: App, all: readonly FoundImage[]): Promise<void> {
  const [first] = all;
  if (!first) return;
  // An archive comes from one engine.
  const targets = all.filter(({ host }) => host === first.host);
  const file = await askWhere(targets);
  if (file === undefined) return;
  const names = targets.flatMap(namesOf);
  app.said.say('image', 'save', '-o', file, ...names);
  const expected = targets.reduce((sum, { record }) => sum + record.sizeBytes, 0);
  const title = l10n.t('Saving {0}', named(path.basename(file)));
  const size = await withProgress(title, (report, signal) =>
    saveImages(first.host.engine, names, file, {
      signal,
      // The size of an image is that of its files: the archive has a little more.
      onBytes: bytes =>
        report(
          l10n.t('{0} of about {1}', formatSize(bytes), formatSize(expected)),
          bytes / expected,
        ),
    }),
  );
  const saved = l10n.t(
    'Saved {0} to {1} ({2}).',
    shortened(targets.map(nameOf)),
    named(file),
    formatSize(size),
  );
  void vscode.window.showInformationMessage(saved);
}

/** Loads archives that `docker save` or the command above made. */
export async function loadImagesFrom(app: App): Promise<void> {
  const title = l10n.t('Load Images from File');
  const host = await pickHost(app, title);
  const files = await askWhich(title);
  const done: string[] = [];
  const failed: Failure[] = [];
  for (const file of files) {
    app.said.say('image', 'load', '-i', file);
    try {
      done.push(...(await load(host, file)));
    } catch (error) {
      if (files.length === 1) throw worded(error, file);
      failed.push({ name: named(path.basename(file)), error: worded(error, file) });
    }
  }
  sumUp(app, done, failed);
}

async function load(host: Host, file: string): Promise<readonly string[]> {
  const { size } = await fs.promises.stat(file);
  const title = l10n.t('Loading {0}', named(path.basename(file)));
  const { images } = await withProgress(title, (report, signal) =>
    loadImages(host.engine, file, {
      signal,
      onBytes: bytes =>
        bytes < size
          ? report(l10n.t('{0} of {1}', formatSize(bytes), formatSize(size)), bytes / size)
          : report(l10n.t('the engine unpacks it'), 1),
    }),
  );
  return images;
}

function sumUp(app: App, done: readonly string[], failed: readonly Failure[]): void {
  if (failed.length > 0) {
    const words = {
      all: (count: number) => l10n.t('Images loaded: {0}.', count),
      some: (count: number, failures: number) =>
        l10n.t('Images loaded: {0}. Files that failed: {1}.', count, failures),
    };
    const outcome: Outcome = { done, failed, left: 0 };
    summary(words, outcome, app.log);
  } else if (done.length > 0) {
    const names = shortened(done.map(name => named(name)));
    void vscode.window.showInformationMessage(l10n.t('Loaded: {0}.', names));
  }
}

function worded(error: unknown, file: string): unknown {
  if (!isNoArchive(error)) return error;
  const name = named(path.basename(file));
  const meaning = l10n.t(
    '"{0}" is no archive of images, or not all of one: take a file that "docker save" made.',
    name,
  );
  return new Error(`${meaning} ${named((error as Error).message)}`, { cause: error });
}

async function askWhere(targets: readonly FoundImage[]): Promise<string | undefined> {
  const [first] = targets;
  const only =
    targets.length === 1 && first ? (first.record.tags[0] ?? withoutTag(first.record)) : 'images';
  const name = `${only.replace(/[^\w.-]+/g, '_')}.tar`;
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Save Image to File'),
    defaultUri: vscode.Uri.joinPath(startFolder(), name),
    filters: { [l10n.t('Archives of images')]: ['tar'] },
  });
  return uri && localPath(uri);
}

async function askWhich(title: string): Promise<readonly string[]> {
  const uris = await vscode.window.showOpenDialog({
    title,
    canSelectMany: true,
    defaultUri: startFolder(),
    openLabel: l10n.t('Load'),
    filters: {
      [l10n.t('Archives of images')]: ['tar', 'gz', 'tgz', 'bz2', 'xz', 'zst'],
      [l10n.t('All files')]: ['*'],
    },
  });
  return (uris ?? []).map(localPath);
}

function startFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder?.uri ?? vscode.Uri.file(os.homedir());
}

/** Large files are streamed, which only the disk of this machine allows. */
function localPath(uri: vscode.Uri): string {
  if (uri.scheme === 'file') return uri.fsPath;
  throw new Error(l10n.t('Choose a file on the disk of the machine that runs the extension.'));
}

function nameOf({ record }: FoundImage): string {
  return named(record.tags[0] ?? withoutTag(record));
}

function namesOf({ record }: FoundImage): readonly string[] {
  return record.tags.length > 0 ? record.tags : [record.id];
}
