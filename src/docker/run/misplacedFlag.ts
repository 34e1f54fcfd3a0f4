import { isSwitch, type OptionName, optionOf, optionOfLetter } from './options';

/** What many programs have too: nobody means Docker's. */
const everyones: ReadonlySet<OptionName> = new Set<OptionName>(['help', 'quiet']);

/** Of letters that programs use as well, what their values look like where Docker is meant. */
const looks: Partial<Readonly<Record<OptionName, RegExp>>> = {
  publish: /^(?:[\w.[\]-]*:)*\d+(?:-\d+)?(?:\/\w+)?$/,
  env: /^[a-z_]\w*=/i,
  volume: /^[^:]+:[\\/]/,
  label: /^[\w.-]+=/,
  memory: /^\d+[bkmg]?$/i,
  workdir: /^\//,
};

/** The first word of a command where it is an option of `docker run`, which comes before the image. */
export function misplacedFlag([first = '', next = '']: readonly string[]): string | undefined {
  const long = /^--([a-z][\w-]*)(?:=|$)/.exec(first)?.[1];
  if (long !== undefined) {
    const option = optionOf(long);
    return option !== undefined && !everyones.has(option) ? first : undefined;
  }
  if (/^-[itdP]+$/.test(first)) return first;
  const [, letter = '', attached = ''] = /^-([a-z])(.*)$/is.exec(first) ?? [];
  const option = optionOfLetter(letter);
  if (option === undefined || isSwitch(option)) return undefined;
  return looks[option]?.test(attached.replace(/^=/, '') || next) ? first : undefined;
}
