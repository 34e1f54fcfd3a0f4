import { factsOf, isList, isSwitch, type OptionName, optionOf } from './options';
import { quoteFor } from './quote';
import type { Shell } from './shellWord';
import type { RunSpec, UnknownOption } from './spec';

/** All in one line, or one option a line. */
export type Layout = 'line' | 'lines';

const continuations: Readonly<Record<Shell, string>> = {
  bash: ' \\\n  ',
  powershell: ' `\n  ',
  cmd: ' ^\n  ',
};

/** The line that `parseRun` reads back as the same spec, for a shell to take as it stands. */
export function formatRun(spec: RunSpec, shell: Shell, layout: Layout = 'line'): string {
  const parts = partsOf(spec).map(part => part.map(word => quoteFor(word, shell)));
  const isSpecial = parts.flat().some(word => word.isSpecial);
  const lines = parts.map(part => part.map(word => word.text).join(' '));
  const text = lines.join(layout === 'line' ? ' ' : continuations[shell]);
  // PowerShell's call operator changes nothing, and tells whose quotes these are.
  return shell === 'powershell' && isSpecial ? `& ${text}` : text;
}

/** Its words, as a shell would hand them over. */
export function runWords(spec: RunSpec): readonly string[] {
  return partsOf(spec).flat();
}

/** The words that belong together. */
function partsOf(spec: RunSpec): readonly (readonly string[])[] {
  const options = (Object.keys(spec.options) as OptionName[]).filter(name => optionOf(name));
  const letters = options.filter(name => isBundled(name) && spec.options[name] === true);
  const bundle = letters.map(name => factsOf(name).short ?? '').join('');
  const unknown = (spec.unknown ?? []).map(wordsOfUnknown);
  const known = options
    .filter(name => !letters.includes(name))
    .flatMap(name => wordsOf(name, spec.options[name]));
  const before = [...unknown, ...(bundle === '' ? [] : [[`-${bundle}`]]), ...known];
  const hasImage = spec.image !== '' || spec.command.length > 0;
  // So that the image is neither taken for an option nor for the value of an unknown one.
  const needsEnd = hasImage && (spec.image.startsWith('-') || isOpen(spec.unknown, before.length));
  return [
    ['docker', ...(spec.globals ?? []), spec.action],
    ...before,
    ...(hasImage ? [[...(needsEnd ? ['--'] : []), spec.image, ...spec.command]] : []),
  ];
}

/** The letters that are written as one, `-itd`. */
function isBundled(name: OptionName): boolean {
  return name === 'interactive' || name === 'tty' || name === 'detach';
}

function isOpen(unknown: RunSpec['unknown'] = [], count: number): boolean {
  return count > 0 && count === unknown.length && unknown.at(-1)?.value === undefined;
}

function wordsOfUnknown({ flag, value }: UnknownOption): readonly string[] {
  if (value === undefined) return [flag];
  // Behind a letter, an equals sign with nothing after it would be the value.
  return value === '' && !flag.startsWith('--') ? [flag, value] : [`${flag}=${value}`];
}

function wordsOf(
  name: OptionName,
  value: RunSpec['options'][OptionName],
): readonly (readonly string[])[] {
  if (value === undefined) return [];
  const { short } = factsOf(name);
  const flag = short === undefined ? `--${name}` : `-${short}`;
  if (isSwitch(name)) return [[value === true ? flag : `--${name}=false`]];
  const values = isList(name) && typeof value !== 'string' ? value : [value];
  return (values as readonly string[]).map(text =>
    // An empty word gets lost on the way more easily than an equals sign with nothing behind it.
    text === '' || text.startsWith('-') ? [`--${name}=${text}`] : [flag, text],
  );
}
