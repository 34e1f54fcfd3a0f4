import type { OptionName } from './options';
import type { RunSpec } from './spec';

type Value = boolean | string | readonly string[] | undefined;

/** The spec with one option another. What is empty is not given; the others keep their places. */
export function withOption(spec: RunSpec, name: OptionName, value: Value): RunSpec {
  const isGone = value === undefined || (Array.isArray(value) && value.length === 0);
  if (!isGone) return { ...spec, options: { ...spec.options, [name]: value } };
  const { [name]: _, ...options } = spec.options;
  return { ...spec, options };
}
