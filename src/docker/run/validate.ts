import { validatePortsApart } from '../portClash';
import { validateImage } from '../validateReference';
import { isAtLeast } from './apiVersion';
import { conflictProblems } from './conflictRules';
import { engineFault } from './engineRules';
import { type Fault, isFault, sound } from './fault';
import { misplacedFlag } from './misplacedFlag';
import { mountProblems } from './mountRules';
import { networkProblems } from './networkRules';
import { factsOf, isList, type OptionName, optionOf } from './options';
import type { SpecProblem } from './problem';
import { parsePublish } from './publish';
import { parseSecurityOption, seccompFile } from './securityOption';
import { listOf, type RunSpec, textOf } from './spec';
import { at, found } from './specProblem';
import { fromProblem, valueFault } from './valueRules';

export interface ValidateOptions {
  /** The engine's; without one no option is too new. */
  readonly apiVersion?: string | undefined;
}

/** More `-p` than this are not compared with each other: it takes the square of them. */
const mostCompared = 300;

/**
 * What Docker refuses of a spec, be it the CLI or the engine; what is not what it seems; and what
 * the command line alone can do. What hangs on the host (how many CPUs, which drivers) it cannot know.
 */
export function validateSpec(spec: RunSpec, options: ValidateOptions = {}): readonly SpecProblem[] {
  const { apiVersion } = options;
  const names = (Object.keys(spec.options) as OptionName[]).filter(name => optionOf(name));
  return [
    ...imageProblems(spec),
    ...commandProblems(spec),
    ...names.flatMap(name => valueProblems(spec, name)),
    ...names.flatMap(name => optionProblems(spec, name, apiVersion)),
    ...portProblems(spec),
    ...mountProblems(spec, apiVersion),
    ...networkProblems(spec, apiVersion),
    ...conflictProblems(spec),
  ];
}

function imageProblems(spec: RunSpec): readonly SpecProblem[] {
  if (spec.image === '' && spec.command.length === 0) {
    return spec.options.help ? [] : [{ severity: 'error', code: 'image.missing', part: 'image' }];
  }
  const problem = validateImage(spec.image);
  return problem === undefined ? [] : [{ ...problem, severity: 'error', part: 'image' }];
}

/** A flag behind the image is the program's; but for the arguments of an entrypoint of one's own. */
function commandProblems(spec: RunSpec): readonly SpecProblem[] {
  const flag = textOf(spec, 'entrypoint') === '' ? misplacedFlag(spec.command) : undefined;
  if (flag === undefined) return [];
  return [{ severity: 'warning', code: 'command.flag', args: [flag], part: 'command' }];
}

function valueProblems(spec: RunSpec, name: OptionName): readonly SpecProblem[] {
  const value = spec.options[name];
  if (typeof value === 'string') return found(name, undefined, faultOf(name, value));
  if (value === undefined || typeof value === 'boolean') return [];
  const problems: SpecProblem[] = [];
  for (const [index, text] of value.entries()) {
    const fault = faultOf(name, text);
    if (fault !== undefined) problems.push(...found(name, index, fault));
  }
  return problems;
}

function faultOf(name: OptionName, text: string): Fault | undefined {
  return valueFault(name, text) ?? engineFault(name, text);
}

function optionProblems(
  spec: RunSpec,
  name: OptionName,
  apiVersion: string | undefined,
): readonly SpecProblem[] {
  const { since, os, deprecated, runOnly } = factsOf(name);
  const flag = `--${name}`;
  const problems: SpecProblem[] = [...fileProblems(spec, name)];
  if (since !== undefined && apiVersion !== undefined && !isAtLeast(apiVersion, since)) {
    problems.push(at('error', name, 'option.api', flag, since, apiVersion));
  }
  if (os === 'windows') problems.push(at('warning', name, 'option.windows', flag));
  if (deprecated) problems.push(at('info', name, 'option.deprecated', flag));
  if (runOnly && spec.action === 'create') problems.push(at('error', name, 'option.runOnly', flag));
  if (name === 'help' && spec.options.help) problems.push(at('info', name, 'option.help'));
  return problems;
}

/** Files that the command line would read or write: nobody else can. */
function fileProblems(spec: RunSpec, name: OptionName): readonly SpecProblem[] {
  const value = spec.options[name];
  if (name === 'security-opt') {
    return listOf(spec, name).flatMap((text, index) => {
      const option = parseSecurityOption(text);
      const file = isFault(option) ? undefined : seccompFile(option);
      return file === undefined ? [] : [{ ...at('info', name, 'security.file', file), index }];
    });
  }
  if (!factsOf(name).file || value === undefined || typeof value === 'boolean') return [];
  if (typeof value === 'string') return [at('info', name, 'option.file', value)];
  return value.map((file, index) => ({
    ...at('info', name, 'option.file', file),
    ...(isList(name) && { index }),
  }));
}

/** Two `-p` for one port of the host: the container would not start. */
function portProblems(spec: RunSpec): readonly SpecProblem[] {
  const published = listOf(spec, 'publish');
  if (published.length > mostCompared) return [];
  const bindings = published.map(text => sound(parsePublish(text)));
  const clash = validatePortsApart(bindings.flatMap(binding => binding ?? []));
  // The engine takes 0 as a container's port, and then nothing can be reached there.
  const noughts = bindings.flatMap((binding, index) => {
    if (binding?.containerPort.first !== 0) return [];
    return [{ ...at('warning', 'publish', 'port.number', '0', 1, 65535), index }];
  });
  return [...noughts, ...found('publish', undefined, fromProblem(clash))];
}
