import { stat, writeFile } from 'node:fs/promises';
import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import { toCreateRequest } from '../docker/run/create';
import type { CreateRequest } from '../docker/run/createRequest';
import { runWords } from '../docker/run/format';
import { type RunSpec, textOf } from '../docker/run/spec';
import { toldProblem, toldRun } from '../docker/run/toldRun';
import { validateSpec } from '../docker/run/validate';
import type { RunEnd } from '../protocol/run';
import { runProblemText } from '../ui/runProblems';
import { noFolderText, pathOf, withFiles } from './runFiles';

/** The line that does what the button does: in a terminal or not, or not even started. */
export function specFor({ globals: _, ...spec }: RunSpec, end: RunEnd): RunSpec {
  const { detach, attach, 'sig-proxy': sigProxy, 'detach-keys': keys, ...rest } = spec.options;
  const attached = { ...rest, ...(attach && { attach }) };
  if (end === 'create') return { ...spec, action: 'create', options: attached };
  if (end !== 'attach') return { ...spec, action: 'run', options: { ...rest, detach: true } };
  const own = {
    ...(sigProxy !== undefined && { 'sig-proxy': sigProxy }),
    ...(keys !== undefined && { 'detach-keys': keys }),
  };
  return { ...spec, action: 'run', options: { ...attached, ...own } };
}

/**
 * What is sent for it.
 *
 * @throws with a sentence where something is wrong with it
 */
export async function requestOf(
  spec: RunSpec,
  apiVersion: string,
  folder: string | undefined,
  told = toldRun(spec),
): Promise<CreateRequest> {
  const refusal = refusalOf(spec, apiVersion, folder, told);
  if (refusal !== undefined) throw new Error(refusal);
  await refuseIdFile(spec, folder);
  return toCreateRequest(await withFiles(spec, folder), apiVersion, folder);
}

/**
 * Why nothing can be sent for it, in words; undefined where it can.
 *
 * @param told how it may be told: no secret of it stands in the words
 */
export function refusalOf(
  spec: RunSpec,
  apiVersion: string | undefined,
  folder: string | undefined,
  told = toldRun(spec),
): string | undefined {
  const [unknown] = spec.unknown ?? [];
  if (unknown) {
    const problem = { severity: 'error', code: 'option.unknown', args: [unknown.flag] } as const;
    return runProblemText(problem);
  }
  const problems = validateSpec(spec, { apiVersion });
  const sentences = problems
    .filter(({ severity }) => severity === 'error')
    .map(problem => runProblemText(toldProblem(problem, told)));
  if (sentences.length > 0) return [...new Set(sentences)].join(' ');
  const relative = problems.find(({ code }) => code === 'value.relative');
  if (!relative || folder !== undefined) return undefined;
  return noFolderText(String(toldProblem(relative, told).args?.[0]));
}

/** Its words, without `docker` in front and without secrets. */
export function wordsOf(spec: RunSpec, secrets: readonly string[] = []): readonly string[] {
  return runWords(toldRun(spec, secrets).spec).slice(1);
}

/** Writes the id where `--cidfile` wants it. */
export async function writeIdFile(
  spec: RunSpec,
  folder: string | undefined,
  id: string,
): Promise<void> {
  const file = textOf(spec, 'cidfile');
  if (file !== '') await writeFile(pathOf(file, folder), id, { flag: 'wx' });
}

/** As the command line does: the id of another container may be in it. */
async function refuseIdFile(spec: RunSpec, folder: string | undefined): Promise<void> {
  const file = textOf(spec, 'cidfile');
  if (file === '') return;
  const isThere = await stat(pathOf(file, folder)).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new Error(
    l10n.t(
      'The file {0} is there already: remove it, or choose another for the id.',
      plain(file, 200),
    ),
  );
}
