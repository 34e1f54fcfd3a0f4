import type { SpecProblem } from './problem';
import type { RunSpec } from './spec';

export interface ValidateOptions {
  /** The engine's; without one no option is too new. */
  readonly apiVersion?: string;
}

export function validateSpec(spec: RunSpec, options: ValidateOptions = {}): readonly SpecProblem[] {
  return spec.image === '' && options.apiVersion === '' ? [] : [];
}
