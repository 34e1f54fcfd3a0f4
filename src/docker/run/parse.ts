import { formatKeyValue, parseKeyValue } from '../keyValue';
import { isRunCommand, readHead } from './commandHead';
import { type GivenOption, type ReadFlags, readFlags, type Span } from './flags';
import { isList, isSwitch, type OptionName } from './options';
import { judged, placer, spanOf } from './placeProblems';
import type { RunProblem, SpecProblem } from './problem';
import type { Shell } from './shellWord';
import { shellWords } from './shellWords';
import type { RunOptions, RunSpec, UnknownOption } from './spec';
import { validateSpec } from './validate';

export interface ParseOptions {
  /** Where a bare `-e NAME` takes its value from, as the CLI does from its own environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The shell the line is written for; without one it is told by what is in it. */
  readonly shell?: Shell;
  /** The engine's; with one, options that are too new for it are marked. */
  readonly apiVersion?: string;
}

export interface RunParse {
  readonly spec: RunSpec;
  /** In the order of the text. */
  readonly problems: readonly RunProblem[];
  /** Each option where it stands, in order. */
  readonly options: readonly GivenOption[];
  readonly image: Span | undefined;
  readonly command: Span | undefined;
  readonly shell: Shell;
}

/** Reads a `docker run` line as a shell and the CLI would. Never throws, on any text. */
export function parseRun(text: string, options: ParseOptions = {}): RunParse {
  const line = shellWords(text, options.shell, ({ words }) => isRunCommand(words));
  const head = readHead(line.words);
  const flags = readFlags(line.words, head.next);
  const [image, ...command] = flags.rest;
  const env = options.env && { ...options.env, ...head.env };
  const spec: RunSpec = {
    action: head.action,
    ...(head.globals.length > 0 && { globals: head.globals }),
    options: assembled(flags.given, env ?? head.env),
    ...(flags.unknown.length > 0 && { unknown: unknownOf(flags) }),
    image: image?.text ?? '',
    command: command.map(word => word.text),
  };
  const place = placer(flags.given, flags.rest, {
    start: line.words[0]?.start ?? 0,
    end: text.trimEnd().length,
  });
  const own = [...line.problems, ...head.problems, ...flags.problems];
  const isRun = !own.some(({ code }) => code === 'line.otherCommand');
  const checked = isRun
    ? [
        ...validateSpec(spec, options),
        ...repeated(flags.given),
        ...bareNames(flags.given, env),
      ].map(place)
    : [];
  const problems = [...own, ...judged(checked, line.problems)];
  return {
    spec,
    problems: problems.sort((one, other) => one.start - other.start),
    options: flags.given,
    image: image && spanOf([image]),
    command: command.length === 0 ? undefined : spanOf(command),
    shell: line.shell,
  };
}

function assembled(
  given: readonly GivenOption[],
  env: Readonly<Record<string, string | undefined>>,
): RunOptions {
  const options = new Map<OptionName, boolean | string | string[]>();
  for (const { option, value } of given) {
    if (isSwitch(option)) options.set(option, value === 'true');
    else if (!isList(option)) options.set(option, value);
    else {
      const text = option === 'env' ? withValue(value, env) : value;
      const before = options.get(option);
      if (Array.isArray(before)) before.push(text);
      else options.set(option, [text]);
    }
  }
  return Object.fromEntries(options);
}

function withValue(text: string, env: Readonly<Record<string, string | undefined>>): string {
  const { key, value } = parseKeyValue(text);
  return formatKeyValue({ key, value: value ?? (Object.hasOwn(env, key) ? env[key] : undefined) });
}

function unknownOf({ unknown }: ReadFlags): readonly UnknownOption[] {
  return unknown.map(({ flag, value }) => ({ flag, ...(value !== undefined && { value }) }));
}

function repeated(given: readonly GivenOption[]): readonly SpecProblem[] {
  const seen = new Set<OptionName>();
  const twice = new Set<OptionName>();
  for (const { option } of given) {
    if (isList(option) || isSwitch(option)) continue;
    if (seen.has(option)) twice.add(option);
    seen.add(option);
  }
  return [...twice].map(option => ({
    severity: 'warning',
    code: 'option.repeated',
    args: [`--${option}`],
    option,
  }));
}

/** A bare `-e NAME` is a promise of the place where the line runs. */
function bareNames(
  given: readonly GivenOption[],
  env: Readonly<Record<string, string | undefined>> | undefined,
): readonly SpecProblem[] {
  return given
    .filter(({ option }) => option === 'env')
    .flatMap(({ value }, index) => {
      if (value.includes('=') || value === '') return [];
      const isUnset = env !== undefined && env[value] === undefined;
      const code = isUnset ? ('env.unset' as const) : ('env.here' as const);
      return [{ severity: 'info' as const, code, args: [value], option: 'env' as const, index }];
    });
}
