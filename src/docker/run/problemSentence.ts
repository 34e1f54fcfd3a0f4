import type { ProblemCode } from '../problem';
import type { RunCode, SpecProblem } from './problem';

/** The sentences there are: one for each code, and another where nothing is like a wrong flag. */
export type SentenceKey = RunCode | ProblemCode | 'option.unknown.alone';

export interface ProblemSentence {
  readonly key: SentenceKey;
  /** What stands for its `{0}`, `{1}` … */
  readonly args: readonly string[];
}

/** Codes whose args are a text and then all that it could be. */
export const listing: ReadonlySet<RunCode | ProblemCode> = new Set<RunCode>([
  'value.choice',
  'gpus.key',
  'mount.key',
  'mount.types',
  'network.key',
  'restart.policy',
  'ulimit.name',
]);

/** Which sentence says what is wrong, and what goes into it: a list counts as one text. */
export function problemSentence({ code, args = [] }: SpecProblem): ProblemSentence {
  const [first, ...rest] = args.map(String);
  if (first === undefined) return { key: code, args: [] };
  if (code === 'line.globals') return { key: code, args: [[first, ...rest].join(' ')] };
  if (listing.has(code)) return { key: code, args: [first, rest.join(', ')] };
  const isAlone = code === 'option.unknown' && rest.length === 0;
  return { key: isAlone ? 'option.unknown.alone' : code, args: [first, ...rest] };
}
