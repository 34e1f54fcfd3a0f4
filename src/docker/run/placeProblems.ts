import type { GivenOption, Span } from './flags';
import type { OptionName } from './options';
import type { RunProblem, SpecProblem } from './problem';
import type { ShellWord } from './shellWord';

/**
 * Finds the place of a spec's problem in the text: of a list the value that is meant, of other
 * options the last, which is the one that counts.
 *
 * @param whole for what is nowhere in the text
 */
export function placer(
  given: readonly GivenOption[],
  rest: readonly ShellWord[],
  whole: Span,
): (problem: SpecProblem) => RunProblem {
  // Most lines are right, and need no places.
  let places: ReadonlyMap<OptionName, readonly GivenOption[]> | undefined;
  const [image, first] = rest;
  return problem => {
    const { option, index = -1, part } = problem;
    if (option !== undefined) places ??= byOption(given);
    const found = option && places?.get(option)?.at(index);
    if (found !== undefined) return { ...problem, start: found.start, end: found.end };
    if (part === 'image' && image !== undefined) return { ...problem, ...spanOf([image]) };
    if (part === 'command' && first !== undefined) {
      return { ...problem, start: first.start, end: rest.at(-1)?.end ?? first.end };
    }
    return { ...problem, ...whole };
  };
}

function byOption(given: readonly GivenOption[]): ReadonlyMap<OptionName, readonly GivenOption[]> {
  const places = new Map<OptionName, GivenOption[]>();
  for (const one of given) {
    const before = places.get(one.option);
    if (before === undefined) places.set(one.option, [one]);
    else before.push(one);
  }
  return places;
}

export function spanOf(words: readonly ShellWord[]): Span {
  return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}

/** What a shell puts something in for. */
const unfilled: ReadonlySet<RunProblem['code']> = new Set<RunProblem['code']>([
  'shell.variable',
  'shell.substitution',
  'shell.tilde',
]);

/** Leaves out the errors of values that a shell is still to fill in: they cannot be judged yet. */
export function judged(
  problems: readonly RunProblem[],
  shell: readonly RunProblem[],
): readonly RunProblem[] {
  if (problems.every(({ severity }) => severity !== 'error')) return problems;
  const open = shell
    .filter(({ code }) => unfilled.has(code))
    .sort((one, other) => one.start - other.start);
  if (open.length === 0) return problems;
  return problems.filter(({ severity, start, end }) => {
    const first = open[indexFrom(open, start)];
    return severity !== 'error' || first === undefined || first.end > end;
  });
}

/** The first that begins here or behind: they are in order. */
function indexFrom(spans: readonly Span[], start: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
