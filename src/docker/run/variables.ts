import type { RunSpec } from './spec';
import { textsOf, withTexts } from './specTexts';

/** What stands in a text for something that is known only when it is run. */
export interface Variable {
  readonly kind: 'workspaceFolder' | 'env' | 'input' | 'secret' | 'unknown';
  /** Behind the colon; empty: none. */
  readonly arg: string;
  /** As it stands there. */
  readonly text: string;
}

/** Where values come from; undefined: there is none. */
export type VariableValues = (variable: Variable) => string | undefined;

const pattern = /\$\{([A-Za-z]+)(?::([^}]*))?\}/g;

/** The editor's own, which tasks know and a run does not. */
const others =
  /^(?:userHome|workspaceFolderBasename|workspaceRoot\w*|file\w*|relativeFile\w*|cwd|lineNumber|columnNumber|selectedText|execPath|defaultBuildTask|pathSeparator|config|command)$/i;

/**
 * The variables of a text. What a shell would take for one of its own (`${HOME}`, `${X:-y}`) is
 * none of ours: it is left for the program in the container.
 */
export function variablesIn(text: string): readonly Variable[] {
  return [...text.matchAll(pattern)].flatMap(
    ([whole, name = '', arg]) => variableOf(whole, name, arg) ?? [],
  );
}

/** Of all texts of a spec, each once. */
export function variablesOf(spec: RunSpec): readonly Variable[] {
  const found = new Map(
    textsOf(spec).flatMap(text => variablesIn(text).map(variable => [variable.text, variable])),
  );
  return [...found.values()];
}

/** The spec with values in the place of variables; those without a value stay as they are. */
export function withVariables(spec: RunSpec, values: VariableValues): RunSpec {
  return withTexts(spec, text =>
    text.replace(pattern, (whole: string, name: string, arg: string | undefined) => {
      const variable = variableOf(whole, name, arg);
      return (variable && values(variable)) ?? whole;
    }),
  );
}

function variableOf(text: string, name: string, arg: string | undefined): Variable | undefined {
  if (name === 'workspaceFolder' && arg !== '') {
    return { kind: 'workspaceFolder', arg: arg ?? '', text };
  }
  const isNamed = arg !== undefined && /^[A-Za-z_][\w.-]*$/.test(arg);
  if (isNamed && (name === 'env' || name === 'input' || name === 'secret')) {
    return { kind: name, arg, text };
  }
  const isOurs = /^workspaceFolder$/i.test(name) || others.test(name) || isNamed;
  return isOurs ? { kind: 'unknown', arg: arg ?? '', text } : undefined;
}
