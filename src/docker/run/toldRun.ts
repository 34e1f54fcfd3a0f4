import { plain } from '../plainText';
import { optionNames } from './options';
import type { SpecProblem } from './problem';
import { listing } from './problemSentence';
import { hideSecrets, showSecrets } from './secrets';
import type { RunSpec } from './spec';
import { textsOf } from './specTexts';

/** A value that nobody is told, and what is told in its place. */
export interface Secret {
  readonly value: string;
  /** `***`, or the variable that it is the value of: `${secret:TOKEN}`. */
  readonly shown: string;
}

/** A run as it may be told, in a log or an error, and what of it may not. */
export interface ToldRun {
  readonly spec: RunSpec;
  readonly secrets: readonly Secret[];
  /** Those that are written nowhere openly: `postgres` gives nothing away beside that image. */
  readonly unsaid: readonly Secret[];
}

const mask = '***';

/** A shorter secret may be part of any word: it is one only where it stands alone. */
const shortest = 4;

/**
 * @param written the run with its variables, if it has any
 * @param marked names of variables that the user says are secret
 * @param resolved what its variables stand for, as far as that is secret
 */
export function toldRun(
  written: RunSpec,
  marked: readonly string[] = [],
  resolved: readonly Secret[] = [],
): ToldRun {
  const { spec, values } = hideSecrets(written, marked);
  const masks = Object.fromEntries(Object.keys(values).map(id => [id, mask]));
  const typed = Object.values(values).map(value => ({ value, shown: mask }));
  const secrets = [...resolved, ...typed].filter(({ value }) => value.trim() !== '');
  const said = textsOf(spec).map(text => text.replace(/\$\{[^}]*\}/g, ''));
  return {
    spec: showSecrets(spec, masks),
    secrets,
    unsaid: secrets.filter(({ value }) => !said.some(text => text.includes(value))),
  };
}

/** What somebody says of a run, the engine perhaps, without the secrets that stand in it. */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  const shownFor = new Map<string, string>();
  for (const { value, shown } of secrets) {
    // As it is, as Go and JSON quote it, and as it is shown to readers.
    for (const one of [value, JSON.stringify(value).slice(1, -1), plain(value)]) {
      shownFor.set(one.toLowerCase(), shown);
    }
  }
  if (shownFor.size === 0) return text;
  const patterns = [...shownFor.keys()].sort((a, b) => b.length - a.length).map(patternOf);
  // What stands for a secret already is passed over, whatever it is called.
  const kept = [...new Set(secrets.map(({ shown }) => escaped(shown)))];
  const all = new RegExp([...kept, ...patterns].join('|'), 'giu');
  return text.replace(all, found =>
    secrets.some(({ shown }) => shown === found)
      ? found
      : (shownFor.get(found.toLowerCase()) ?? mask),
  );
}

function patternOf(value: string): string {
  const pattern = escaped(value);
  return value.length < shortest ? `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])` : pattern;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/**
 * The problem of a run without its secrets. Where one stands in what is wrong, a piece of it may be
 * what is named: so there only what is written openly is, and what could be written instead.
 */
export function toldProblem(problem: SpecProblem, told: ToldRun): SpecProblem {
  const { code, args } = problem;
  if (args === undefined || told.secrets.length === 0) return problem;
  const place = placeOf(problem, told.spec);
  const isSecret = place.some(text => told.secrets.some(({ shown }) => text.includes(shown)));
  const secrets = isSecret ? told.secrets : told.unsaid;
  const shown = args.map((arg, at) => {
    const own = String(arg);
    if (isFlag(own) || (at > 0 && listing.has(code))) return arg;
    const text = withoutSecrets(own, secrets);
    if (text === own && at > 0 && limits.has(code)) return arg;
    const isPiece = text === own && secrets.some(({ value }) => holds(value, own, isSecret));
    const isOpen = !isPiece && (!isSecret || place.some(open => open.includes(text)));
    if (!isOpen) return mask;
    return text === own ? arg : text;
  });
  return { ...problem, args: shown };
}

/** Codes whose first arg is what was written, and the others what Docker asks for. */
const limits: ReadonlySet<SpecProblem['code']> = new Set<SpecProblem['code']>([
  'value.range',
  'value.least',
  'port.number',
]);

/** Elsewhere than where the secret stands, a short piece is likely to be something else. */
function holds(secret: string, text: string, isHere: boolean): boolean {
  const least = isHere ? 1 : shortest;
  return text.length >= least && secret.toLowerCase().includes(text.toLowerCase());
}

function isFlag(text: string): boolean {
  const [, flag] = /^--([a-z0-9-]+)$/.exec(text) ?? [];
  return optionNames.some(name => name === flag);
}

/** The texts that a problem is about; of a list the one that is meant, if one is. */
function placeOf({ option, index, part }: SpecProblem, spec: RunSpec): readonly string[] {
  if (part === 'image') return [spec.image];
  if (part === 'command') return spec.command;
  if (option === undefined) return textsOf(spec);
  const value = spec.options[option];
  if (value === undefined || typeof value === 'boolean') return [];
  if (typeof value === 'string') return [value];
  return index === undefined ? value : value.slice(index, index + 1);
}
