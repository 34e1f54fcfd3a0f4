import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { readSavedRun, type SavedRun, writeSavedRun } from '../docker/run/savedRun';
import { savedNameOf, validateSavedName } from '../docker/run/savedRunName';
import { problemText } from './problems';
import { savedFaultText } from './savedRunText';

/** Where runs are saved: in a folder of the workspace, or for the user. */
export interface SavedPlace {
  readonly kind: 'workspace' | 'user';
  /** The folder of the workspace; of the user's: what the editor keeps for us. */
  readonly root: vscode.Uri;
  /** In it. */
  readonly folder: vscode.Uri;
  /** What the root is called; of the user's: nothing. */
  readonly rootName: string;
}

export interface SavedFile {
  readonly place: SavedPlace;
  readonly name: string;
  readonly uri: vscode.Uri;
}

export interface OpenSavedRun extends SavedFile {
  readonly run: SavedRun;
}

/** A file that is no saved run, and why. */
export interface BrokenSavedRun extends SavedFile {
  readonly run?: undefined;
  readonly sentence: string;
}

/** Far more than anyone writes. */
const mostBytes = 1_000_000;
const mostFiles = 500;

/** Runs in files: read anew whenever they are wanted, so that the file is always right. */
export class SavedRuns {
  readonly #user: SavedPlace;

  /** @param storage what the editor keeps for us, on whatever machine we run */
  constructor(storage: vscode.Uri) {
    const folder = vscode.Uri.joinPath(storage, 'runs');
    this.#user = { kind: 'user', root: storage, folder, rootName: '' };
  }

  /** Without the workspace where that is not trusted: its files say what is run. */
  get places(): readonly SavedPlace[] {
    const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    const own = folders.map(({ uri, name }) => ({
      kind: 'workspace' as const,
      root: uri,
      folder: vscode.Uri.joinPath(uri, '.vscode', 'slipway'),
      rootName: name,
    }));
    return [...own, this.#user];
  }

  async list(): Promise<readonly (OpenSavedRun | BrokenSavedRun)[]> {
    const files = await Promise.all(this.places.map(place => filesOf(place)));
    return Promise.all(files.flat().map(file => openOrBroken(file)));
  }

  /**
   * @throws with a sentence where it cannot be read
   */
  async open(file: SavedFile): Promise<OpenSavedRun> {
    const { run, sentence } = await read(file);
    if (run === undefined) throw new Error(sentence);
    return { ...file, run };
  }

  /** By the address of its file; undefined where no place of now has it. */
  at(address: string): SavedFile | undefined {
    const uri = vscode.Uri.parse(address, false);
    const parent = path.posix.dirname(uri.path);
    const place = this.places.find(
      ({ folder }) =>
        folder.path === parent &&
        folder.scheme === uri.scheme &&
        folder.authority === uri.authority,
    );
    const name = savedNameOf(path.posix.basename(uri.path));
    return place && name !== undefined ? fileOf(place, name) : undefined;
  }

  /** @throws with a sentence where the name is none */
  file(place: SavedPlace, name: string): SavedFile {
    const wrong = validateSavedName(name);
    if (wrong) throw new Error(problemText(wrong));
    return fileOf(place, name);
  }

  async isThere({ uri }: SavedFile): Promise<boolean> {
    return vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
  }

  /** @throws with a sentence where it leads out of its place, or the editor's error */
  async write(file: SavedFile, run: SavedRun): Promise<void> {
    const { place, uri } = file;
    await vscode.workspace.fs.createDirectory(place.folder);
    await refuseOutside(file);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(writeSavedRun(run)));
  }

  async remove({ uri }: SavedFile): Promise<void> {
    await vscode.workspace.fs.delete(uri, { useTrash: false });
  }
}

/** What a file is called in a sentence. */
export function savedFileName({ place, name }: SavedFile): string {
  return place.kind === 'workspace' ? `.vscode/slipway/${name}.json` : `${name}.json`;
}

/** Where it is, for a list. */
export function placeName({ kind, rootName }: SavedPlace): string {
  return kind === 'user' ? l10n.t('for me') : plain(rootName, 80);
}

function fileOf(place: SavedPlace, name: string): SavedFile {
  return { place, name, uri: vscode.Uri.joinPath(place.folder, `${name}.json`) };
}

async function filesOf(place: SavedPlace): Promise<readonly SavedFile[]> {
  const entries = await vscode.workspace.fs.readDirectory(place.folder).then(
    found => found,
    () => [], // there is none yet
  );
  return entries
    .filter(([, type]) => (type & vscode.FileType.Directory) === 0)
    .flatMap(([file]) => savedNameOf(file) ?? [])
    .sort((a, b) => a.localeCompare(b))
    .slice(0, mostFiles)
    .map(name => fileOf(place, name));
}

async function openOrBroken(file: SavedFile): Promise<OpenSavedRun | BrokenSavedRun> {
  return { ...file, ...(await read(file)) };
}

type Read =
  | { readonly run: SavedRun; readonly sentence?: undefined }
  | { readonly run?: undefined; readonly sentence: string };

/** One that is broken says why, and keeps the others from nothing. */
async function read(file: SavedFile): Promise<Read> {
  const shown = savedFileName(file);
  try {
    await refuseOutside(file);
    const { size } = await vscode.workspace.fs.stat(file.uri);
    const bytes = size > mostBytes ? undefined : await vscode.workspace.fs.readFile(file.uri);
    const text = bytes === undefined ? ' '.repeat(mostBytes + 1) : new TextDecoder().decode(bytes);
    const { run, faults = [] } = readSavedRun(text);
    if (run !== undefined) return { run };
    return { sentence: faults.map(fault => savedFaultText(shown, fault)).join(' ') };
  } catch (error) {
    if (error instanceof OutsideError) return { sentence: error.message };
    return {
      sentence: l10n.t('{0} cannot be read: is it still there, and may you read it?', plain(shown)),
    };
  }
}

class OutsideError extends Error {}

/** A link may lead anywhere: what is outside of its place is neither read nor written. */
async function refuseOutside(file: SavedFile): Promise<void> {
  const { place, uri } = file;
  if (uri.scheme !== 'file') return;
  const root = await realpath(place.root.fsPath);
  const folder = await realpath(place.folder.fsPath);
  const target = await realpath(uri.fsPath).catch(() => folder); // not there yet
  const isInside = [folder, target].every(one => one.startsWith(root + path.sep));
  if (isInside) return;
  throw new OutsideError(
    l10n.t(
      '{0} is a link that leads out of its folder: it is left alone.',
      plain(savedFileName(file)),
    ),
  );
}
