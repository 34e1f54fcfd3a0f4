import { plain } from '../../docker/plainText';
import type { OptionName } from '../../docker/run/options';
import type { RunProblem, SpecProblem } from '../../docker/run/problem';
import { problemSentence } from '../../docker/run/problemSentence';
import { fill } from '../lib/fill';

/** A problem in words, as it stands beside a control. */
export interface Remark {
  readonly severity: SpecProblem['severity'];
  readonly sentence: string;
}

/** Longer values would hide the sentence they stand in. */
const mostCharacters = 120;

export function sentenceOf(problem: SpecProblem, words: Readonly<Record<string, string>>): string {
  const { key, args } = problemSentence(problem);
  return fill(words[key] ?? key, ...args.map(text => plain(text, mostCharacters)));
}

/** Which problems stand beside which control. */
export class ProblemIndex {
  private readonly ofOptions = new Map<OptionName, RunProblem[]>();
  readonly ofImage: readonly Remark[];
  readonly ofCommand: readonly Remark[];

  constructor(
    private readonly problems: readonly RunProblem[],
    private readonly words: Readonly<Record<string, string>>,
  ) {
    for (const problem of problems) {
      if (problem.option === undefined) continue;
      const own = this.ofOptions.get(problem.option);
      if (own === undefined) this.ofOptions.set(problem.option, [problem]);
      else own.push(problem);
    }
    const of = (part: SpecProblem['part']): readonly Remark[] =>
      this.worded(problems.filter(problem => problem.part === part));
    this.ofImage = of('image');
    this.ofCommand = of('command');
  }

  /** What is said of the option as a whole. */
  of(option: OptionName): readonly Remark[] {
    return this.worded(this.all(option).filter(({ index }) => index === undefined));
  }

  /** What is said of one of its values. */
  at(option: OptionName, index: number | undefined): readonly Remark[] {
    if (index === undefined) return [];
    return this.worded(this.all(option).filter(problem => problem.index === index));
  }

  /** Changes when anything said of the option does. */
  key(option: OptionName): string {
    const told = this.all(option).map(({ code, args, index }) => [code, args, index]);
    return told.length === 0 ? '' : JSON.stringify(told);
  }

  /** How many errors stand in options that are not seen. */
  countErrors(options: readonly OptionName[]): number {
    return options
      .flatMap(option => this.all(option))
      .filter(({ severity }) => severity === 'error').length;
  }

  /** The sentence of the first error; undefined where there is none. */
  firstError(): string | undefined {
    const first = this.problems.find(({ severity }) => severity === 'error');
    return first && sentenceOf(first, this.words);
  }

  private all(option: OptionName): readonly RunProblem[] {
    return this.ofOptions.get(option) ?? [];
  }

  private worded(problems: readonly RunProblem[]): readonly Remark[] {
    return problems.map(problem => ({
      severity: problem.severity,
      sentence: sentenceOf(problem, this.words),
    }));
  }
}
