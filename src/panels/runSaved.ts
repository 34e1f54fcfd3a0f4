import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { RunInput } from '../docker/run/savedRunInput';
import { namesOfSecrets, secretsOf, showHidable } from '../docker/run/secrets';
import { textOf } from '../docker/run/spec';
import type { RunBeginning, RunSaved, RunWish, SaveWanted } from '../protocol/run';
import { type ResolvedRun, resolveVariables } from '../ui/runVariables';
import type { SavedFile } from '../ui/savedRuns';
import { askSavedFile, savedSentence, saveRun } from '../ui/saveRun';
import { unlinked } from '../ui/unlinked';
import type { RunMemory } from './runParts';

/** The saved run that one form is of, if it is of one. */
export class FormFile {
  #file: SavedFile | undefined;

  /** @param changed told when the form is of another file */
  constructor(
    private readonly memory: RunMemory,
    private readonly changed: () => void,
  ) {}

  get state(): RunSaved | undefined {
    if (!this.#file) return undefined;
    return { address: this.#file.uri.toString(), sentence: savedSentence(this.#file) };
  }

  /** The title of the form's tab. */
  get title(): string | undefined {
    return this.#file && l10n.t('Run {0}', plain(this.#file.name, 40));
  }

  /** The folder of the workspace that it is saved in. */
  get folder(): vscode.Uri | undefined {
    return this.#file?.place.kind === 'workspace' ? this.#file.place.root : undefined;
  }

  /** Undefined for a file that is in no place of ours, as where the workspace is not trusted. */
  resume(address: string): void {
    this.#file = this.memory.saved.at(address);
    this.changed();
  }

  /** @throws with a sentence where the file cannot be read */
  async begin(address: string): Promise<RunBeginning> {
    this.resume(address);
    if (!this.#file) throw new Error(noSavedRun());
    const { run, uri } = await this.memory.saved.open(this.#file);
    const values: Record<string, string> = {};
    for (const id of secretsOf(run.spec)) {
      const value = await this.memory.secrets.get(uri, id);
      if (value !== undefined) values[id] = value;
    }
    const marked = namesOfSecrets(run.spec);
    return { spec: showHidable(run.spec, values, marked), secrets: marked };
  }

  /** False where the user thinks better of it. */
  async save({ spec, secrets, anew }: SaveWanted): Promise<boolean> {
    const proposal = textOf(spec, 'name') || spec.image;
    const isKnown = !anew && this.#file !== undefined;
    const file = isKnown ? this.#file : await askSavedFile(this.memory.saved, proposal);
    if (!file) return false;
    await saveRun(this.memory, file, { spec, secrets });
    this.#file = file;
    this.changed();
    void vscode.window.setStatusBarMessage(unlinked(savedSentence(file)), 4000);
    return true;
  }

  /** The run with values for its variables. */
  async resolved({ spec, secrets: marked }: RunWish): Promise<ResolvedRun> {
    const inputs = await this.#inputs();
    const source = { file: this.#file?.uri, folder: this.folder, inputs, marked };
    return resolveVariables(spec, source, this.memory.secrets);
  }

  async #inputs(): Promise<readonly RunInput[]> {
    if (!this.#file) return [];
    return this.memory.saved.open(this.#file).then(
      ({ run }) => run.inputs,
      () => [], // Its variables say what is missing.
    );
  }
}

export function noSavedRun(): string {
  return l10n.t('The saved run is not there, or this workspace is not trusted: see its folder.');
}
