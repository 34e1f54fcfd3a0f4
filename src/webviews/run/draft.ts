import { formatRun, type Layout } from '../../docker/run/format';
import { parseRun } from '../../docker/run/parse';
import type { RunProblem } from '../../docker/run/problem';
import type { Shell } from '../../docker/run/shellWord';
import { emptySpec, type RunSpec } from '../../docker/run/spec';
import { variablesIn } from '../../docker/run/variables';

/** A run as the form and as the line have it: the same, but where the line cannot be read. */
export interface Draft {
  readonly spec: RunSpec;
  readonly line: string;
  readonly shell: Shell;
  readonly layout: Layout;
  /** With their places in the line, in its order. */
  readonly problems: readonly RunProblem[];
}

export const firstDraft: Draft = {
  spec: emptySpec,
  line: '',
  shell: 'bash',
  layout: 'lines',
  problems: [],
};

/** The form was edited: the line is written anew. */
export function byForm(draft: Draft, spec: RunSpec, apiVersion?: string): Draft {
  const line = formatRun(spec, draft.shell, draft.layout);
  return { ...draft, spec, line, problems: readLine(line, draft.shell, apiVersion).problems };
}

/** The line was edited: it stays as it is typed, and the form follows. */
export function byLine(draft: Draft, line: string, apiVersion?: string): Draft {
  const { spec, problems } = readLine(line, draft.shell, apiVersion);
  return { ...draft, spec, line, problems };
}

/** A line came in whole, from some document: it may be written for another shell. */
export function byPaste(draft: Draft, line: string, apiVersion?: string): Draft {
  const { shell } = parseRun(line);
  // Where nothing tells, it is taken for bash; so bash is believed only where something does.
  const isTold = shell !== 'bash' || /\\\r?\n/.test(line);
  return byLine({ ...draft, shell: isTold ? shell : draft.shell }, line, apiVersion);
}

/** The same run, written for another shell or in another layout. */
export function rewritten(
  draft: Draft,
  change: Partial<Pick<Draft, 'shell' | 'layout'>>,
  apiVersion?: string,
): Draft {
  return byForm({ ...draft, ...change }, draft.spec, apiVersion);
}

/** The same, judged by what another engine can do. */
export function rechecked(draft: Draft, apiVersion?: string): Draft {
  return { ...draft, problems: readLine(draft.line, draft.shell, apiVersion).problems };
}

function readLine(line: string, shell: Shell, apiVersion: string | undefined) {
  const read = parseRun(line, { shell, ...(apiVersion !== undefined && { apiVersion }) });
  if (variablesIn(line).length === 0) return read;
  // What a value is once it has its variables' values, only the run can tell.
  const problems = read.problems.filter(
    ({ start, end, code }) => code === 'option.unknown' || !hasVariable(line.slice(start, end)),
  );
  return { ...read, problems };
}

function hasVariable(text: string): boolean {
  return variablesIn(text).some(({ kind }) => kind !== 'unknown');
}

export function hasErrors({ problems }: Draft): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
