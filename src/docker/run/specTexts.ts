import type { RunSpec } from './spec';

/** The spec with each of its texts another: the image, all values and the words of the command. */
export function withTexts(spec: RunSpec, change: (text: string) => string): RunSpec {
  const options = Object.entries(spec.options).map(([name, value]) => {
    if (typeof value === 'string') return [name, change(value)];
    return [name, typeof value === 'boolean' ? value : value.map(change)];
  });
  const unknown = spec.unknown?.map(({ value, ...rest }) => ({
    ...rest,
    ...(value !== undefined && { value: change(value) }),
  }));
  return {
    ...spec,
    ...(unknown && { unknown }),
    options: Object.fromEntries(options),
    image: change(spec.image),
    command: spec.command.map(change),
  };
}

/** Each of its texts. */
export function textsOf(spec: RunSpec): readonly string[] {
  const texts: string[] = [];
  withTexts(spec, text => {
    texts.push(text);
    return text;
  });
  return texts;
}
