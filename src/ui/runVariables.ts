import * as vscode from 'vscode';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { RunInput } from '../docker/run/savedRunInput';
import { hideSecrets, secretReference, showSecrets } from '../docker/run/secrets';
import type { RunSpec } from '../docker/run/spec';
import type { Secret } from '../docker/run/toldRun';
import { type Variable, variablesOf, withVariables } from '../docker/run/variables';
import { isSecretName } from '../docker/secretName';
import { askText } from './askText';
import { pickLabel } from './pickLabel';
import type { RunSecrets } from './runSecrets';
import { pickOne } from './steps';

/** What the variables of a run are about. */
export interface VariableSource {
  /** The file that it is saved in; without one, its secrets are asked for each time. */
  readonly file?: vscode.Uri | undefined;
  /** Where `${workspaceFolder}` is. */
  readonly folder?: vscode.Uri | undefined;
  readonly inputs?: readonly RunInput[] | undefined;
  /** The names of variables that the user says are secret. */
  readonly marked?: readonly string[] | undefined;
}

export interface ResolvedRun {
  readonly spec: RunSpec;
  /** What of it must be told nobody, by the variables that it came from. */
  readonly secrets: readonly Secret[];
}

/**
 * A run with values in the place of its variables; asks for what has to be asked.
 *
 * @throws with a sentence where one has no value; a CancellationError where a question was dismissed
 */
export async function resolveVariables(
  spec: RunSpec,
  source: VariableSource,
  secrets: RunSecrets,
): Promise<ResolvedRun> {
  if (variablesOf(spec).length === 0) return { spec, secrets: [] };
  const known: Record<string, string> = {};
  for (const { kind, arg } of variablesOf(spec)) {
    if (kind === 'secret') known[arg] = await secretOf(arg, source, secrets);
  }
  const open = showSecrets(spec, known);
  const values = new Map<string, string>();
  const variables = variablesOf(open).filter(({ kind }) => kind !== 'secret');
  // First all that needs no question: nobody answers for nothing.
  for (const variable of variables.filter(({ kind }) => kind !== 'input')) {
    values.set(variable.text, textFor(variable, source));
  }
  const inputs = variables.filter(({ kind }) => kind === 'input');
  const asked = inputs.map(variable => ({ variable, input: inputOf(variable, source) }));
  for (const { variable, input } of asked) values.set(variable.text, await askInput(input));
  const resolved = withVariables(open, ({ text }) => values.get(text));
  const { values: hidden } = hideSecrets(resolved, source.marked);
  const named = new Set(Object.values(hidden));
  const isSecret = (variable: Variable, value: string): boolean =>
    named.has(value) || isSecretName(variable.arg) || isPassword(variable, source);
  return {
    spec: resolved,
    secrets: [
      ...Object.entries(known).map(([id, value]) => ({ value, shown: secretReference(id) })),
      ...variables.flatMap(variable => {
        const value = values.get(variable.text) ?? '';
        return isSecret(variable, value) ? [{ value, shown: variable.text }] : [];
      }),
    ],
  };
}

/** One that is not seen while it is typed. */
function isPassword({ kind, arg }: Variable, { inputs = [] }: VariableSource): boolean {
  const input = kind === 'input' ? inputs.find(({ id }) => id === arg) : undefined;
  return input?.type === 'promptString' && input.password === true;
}

function textFor({ kind, arg, text }: Variable, source: VariableSource): string {
  if (kind === 'workspaceFolder') return folderOf(arg, source);
  const value = kind === 'env' ? process.env[arg] : undefined;
  if (value !== undefined) return value;
  throw new Error(
    kind === 'env'
      ? l10n.t('The environment has no variable "{0}": set it before the editor starts.', arg)
      : l10n.t(
          '{0} cannot be used in a run: it knows workspaceFolder, env, input and secret.',
          plain(text, 80),
        ),
  );
}

function folderOf(name: string, { folder }: VariableSource): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (name === '') {
    const own = folder ?? folders[0]?.uri;
    if (own) return pathOf(own);
    throw new Error(
      l10n.t('No folder is open that {0} could be: open one.', `\${workspaceFolder}`),
    );
  }
  const found = folders.find(one => one.name === name);
  if (found) return pathOf(found.uri);
  throw new Error(
    l10n.t('No folder of the workspace is called "{0}": check its name.', plain(name, 80)),
  );
}

function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.path;
}

function inputOf({ arg }: Variable, { inputs = [] }: VariableSource): RunInput {
  const input = inputs.find(({ id }) => id === arg);
  if (input) return input;
  throw new Error(
    l10n.t('The saved run has no input "{0}": add it to its "inputs".', plain(arg, 80)),
  );
}

async function askInput(input: RunInput): Promise<string> {
  const title = l10n.t('Run a Saved Run');
  const question = plain(input.description ?? input.id, 200);
  if (input.type === 'promptString') {
    const { password = false, default: value } = input;
    return askText({ title, prompt: question, value, password });
  }
  const items = input.options.map(({ label, value }) => ({ label: pickLabel(label), value }));
  const active = items.find(({ value }) => value === input.default);
  return (await pickOne(title, { placeHolder: question, items, active })).value;
}

/** A file that somebody else wrote refers to secrets that are not on this machine yet. */
async function secretOf(
  id: string,
  { file }: VariableSource,
  secrets: RunSecrets,
): Promise<string> {
  const known = file && (await secrets.get(file, id));
  if (known !== undefined) return known;
  const typed = await askText({
    title: l10n.t('Secret {0}', plain(id, 80)),
    prompt: file
      ? l10n.t('It is kept in the editor’s secret storage, and asked for no more.')
      : l10n.t('It is used for this run, and not kept.'),
    password: true,
    required: true,
  });
  if (file) await secrets.put(file, { [id]: typed });
  return typed;
}
