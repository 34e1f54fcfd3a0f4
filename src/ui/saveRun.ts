import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { usualMode } from '../docker/run/savedRun';
import { proposedName, validateSavedName } from '../docker/run/savedRunName';
import { hideSecrets, secretsOf } from '../docker/run/secrets';
import type { RunSpec } from '../docker/run/spec';
import { askText } from './askText';
import { confirm } from './confirm';
import { pickLabel } from './pickLabel';
import { runProblemText } from './runProblems';
import type { RunSecrets } from './runSecrets';
import type { SavedFile, SavedPlace, SavedRuns } from './savedRuns';
import { pickOne } from './steps';

export interface SaveWish {
  readonly spec: RunSpec;
  /** Names of variables that the user says are secret. */
  readonly secrets: readonly string[];
  /** Secrets stand in the file: the user wants it so. */
  readonly inPlain?: boolean;
}

/**
 * Asks for a name and a place, and before another run is overwritten.
 *
 * @throws a CancellationError where any of it was dismissed
 */
export async function askSavedFile(
  saved: SavedRuns,
  proposal: string,
): Promise<SavedFile | undefined> {
  const title = l10n.t('Save Run');
  const items = saved.places.map(place => ({ label: placeLabel(place), place, ...detail(place) }));
  const [only] = items;
  const placeHolder = l10n.t('Where should it be saved?');
  const { place } =
    items.length === 1 && only ? only : await pickOne(title, { placeHolder, items });
  const name = await askText({
    title,
    prompt: l10n.t('The name under which it is saved and offered.'),
    value: proposedName(proposal),
    required: true,
    validate: text => validateSavedName(text.trim()),
  });
  const file = saved.file(place, name.trim());
  if (!(await saved.isThere(file))) return file;
  const question = l10n.t('"{0}" is saved already. Should this run take its place?', file.name);
  return (await confirm({ question, action: l10n.t('Replace') })) ? file : undefined;
}

/**
 * Writes a run: what the form does not show of the file (title, inputs) stays, and secrets go into
 * the secret storage.
 *
 * @throws with a sentence
 */
export async function saveRun(
  { saved, secrets }: { readonly saved: SavedRuns; readonly secrets: RunSecrets },
  file: SavedFile,
  wish: SaveWish,
): Promise<void> {
  refuse(wish.spec);
  const before = await saved.open(file).then(
    ({ run }) => run,
    () => undefined, // There is none, or nothing of it can be kept.
  );
  const hidden = hideSecrets(wish.spec, wish.secrets);
  const { spec, values } = wish.inPlain ? { spec: wish.spec, values: {} } : hidden;
  const { mode = usualMode(wish.spec), inputs = [], ...rest } = before ?? {};
  await saved.write(file, { ...rest, spec, mode, inputs });
  await secrets.put(file.uri, values);
  const now = new Set(secretsOf(spec));
  const gone = before ? secretsOf(before.spec).filter(id => !now.has(id)) : [];
  await secrets.forget(file.uri, gone);
}

/** A file could not be read that has no image, or an option that Docker does not have. */
function refuse({ image, unknown: [first] = [] }: RunSpec): void {
  if (image === '') throw new Error(runProblemText({ severity: 'error', code: 'image.missing' }));
  if (!first) return;
  const problem = { severity: 'error', code: 'option.unknown', args: [first.flag] } as const;
  throw new Error(runProblemText(problem));
}

function placeLabel({ kind, rootName }: SavedPlace): string {
  return kind === 'user' ? l10n.t('$(account) For me') : `$(root-folder) ${pickLabel(rootName)}`;
}

function detail({ kind }: SavedPlace): { readonly description: string } {
  return {
    description:
      kind === 'user'
        ? l10n.t('in every workspace of mine')
        : l10n.t('in .vscode/slipway, for everyone who has the folder'),
  };
}

/** What is said once it is saved. */
export function savedSentence({ name, place }: SavedFile): string {
  return place.kind === 'user'
    ? l10n.t('Saved for you as "{0}".', plain(name, 80))
    : l10n.t('Saved as .vscode/slipway/{0}.json.', plain(name, 80));
}
