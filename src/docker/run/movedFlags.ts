import { quoted } from '../commandLine';
import { isList, type OptionName } from './options';
import { parseRun } from './parse';
import { listOf, type RunSpec } from './spec';

/** The spec with the flags that begin its command before the image, where Docker reads them. */
export function withFlagsMoved(spec: RunSpec): RunSpec {
  const line = ['docker', spec.action, ...spec.command].map(quoted).join(' ');
  const { spec: read } = parseRun(line, { shell: 'bash' });
  const names = Object.keys(read.options) as OptionName[];
  const moved = names.map(name => {
    const isBoth = isList(name) && spec.options[name] !== undefined;
    return [name, isBoth ? [...listOf(spec, name), ...listOf(read, name)] : read.options[name]];
  });
  const unknown = [...(spec.unknown ?? []), ...(read.unknown ?? [])];
  return {
    ...spec,
    options: { ...spec.options, ...Object.fromEntries(moved) },
    ...(unknown.length > 0 && { unknown }),
    // What is left begins with the first word that is no flag, which the parser takes for an image.
    command: read.image === '' ? [] : [read.image, ...read.command],
  };
}
