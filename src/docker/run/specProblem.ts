import type { Fault } from './fault';
import type { OptionName } from './options';
import type { SpecProblem } from './problem';

/** The problem that a fault is at an option; none without one. */
export function found(
  option: OptionName,
  index: number | undefined,
  fault: Fault | undefined,
): SpecProblem[] {
  if (fault === undefined) return [];
  const { fault: code, args } = fault;
  return [
    {
      severity: 'error',
      code,
      ...(args.length > 0 && { args }),
      option,
      ...(index !== undefined && { index }),
    },
  ];
}

/** Something to say of an option as a whole. */
export function at(
  severity: SpecProblem['severity'],
  option: OptionName,
  code: SpecProblem['code'],
  ...args: readonly (string | number)[]
): SpecProblem {
  return { severity, code, ...(args.length > 0 && { args }), option };
}
