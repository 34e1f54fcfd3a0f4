import { parseKeyValue } from '../keyValue';
import { isSecretName } from '../secretName';
import { listOf, type RunSpec } from './spec';
import { textsOf, withTexts } from './specTexts';

/** The options whose values are `name=value`, which tells of each what it is. */
const named = ['env', 'label', 'annotation', 'log-opt', 'storage-opt'] as const;

/** In a mount, which has a driver's options within it. */
const inMount = /(?:pass(?:word|wd)?|secret|token|credentials?)=/i;

/** `${secret:ID}` */
const reference = /\$\{secret:([^}]*)\}/g;

export interface Hidden {
  /** With `${secret:ID}` where a secret stood. */
  readonly spec: RunSpec;
  /** The secrets by their ids; empty: it has none. */
  readonly values: Readonly<Record<string, string>>;
  /** What they are the values of, for a question. */
  readonly names: readonly string[];
}

/** How a secret is referred to. */
export function secretReference(id: string): string {
  return `\${secret:${id}}`;
}

/**
 * The spec without its secrets: what can be written into a file, or kept by whoever keeps no
 * secrets.
 *
 * @param marked names of variables that the user says are secret
 */
export function hideSecrets(spec: RunSpec, marked: readonly string[] = []): Hidden {
  const values: Record<string, string> = {};
  const taken = new Set(secretsOf(spec));
  const names = new Set<string>();
  const put = (name: string, value: string): string => {
    names.add(name);
    const id = freeId(values, taken, name, value);
    values[id] = value;
    return secretReference(id);
  };
  const pair = (text: string): string => {
    const { key, value } = parseKeyValue(text);
    const isSecret = isSecretName(key) || marked.includes(key);
    return isSecret && value && !isReference(value) ? `${key}=${put(key, value)}` : text;
  };
  const lists = named.flatMap(name => {
    const list = listOf(spec, name);
    return list.length > 0 ? [[name, list.map(pair)]] : [];
  });
  const mount = listOf(spec, 'mount').map(text => (inMount.test(text) ? put('mount', text) : text));
  const unknown = spec.unknown?.map(option => {
    const { flag, value } = option;
    const isSecret = isSecretName(flag) && value && !isReference(value);
    return isSecret ? { ...option, value: put(flag, value) } : option;
  });
  const options = Object.fromEntries([...lists, ...(mount.length > 0 ? [['mount', mount]] : [])]);
  return {
    spec: {
      ...spec,
      options: { ...spec.options, ...options },
      ...(unknown && { unknown }),
      command: spec.command.map((word, at) => {
        const { [at - 1]: flag = '' } = spec.command;
        const isValue = isSecretFlag(flag) && !word.startsWith('-') && !isReference(word);
        return isValue && word !== '' ? put(flag, word) : pair(word);
      }),
    },
    values,
    names: [...names],
  };
}

/** The spec with what is known of the secrets in the place of the references to them. */
export function showSecrets(spec: RunSpec, values: Readonly<Record<string, string>>): RunSpec {
  return withTexts(spec, text =>
    text.replace(reference, (whole, id: string) =>
      Object.hasOwn(values, id) ? (values[id] ?? whole) : whole,
    ),
  );
}

/**
 * The same, but where nothing would tell afterwards that it is one: there the references stay, and
 * are resolved when it is run.
 */
export function showHidable(
  spec: RunSpec,
  values: Readonly<Record<string, string>>,
  marked: readonly string[],
): RunSpec {
  const count = (shown: RunSpec): number =>
    textsOf(hideSecrets(shown, marked).spec).flatMap(text => text.match(reference) ?? []).length;
  return Object.entries(values).reduce((before, [id, value]) => {
    const shown = showSecrets(before, { [id]: value });
    return count(shown) < count(before) ? before : shown;
  }, spec);
}

/** The ids of the secrets that it refers to. */
export function secretsOf(spec: RunSpec): readonly string[] {
  const ids = textsOf(spec).flatMap(text => [...text.matchAll(reference)].map(([, id = '']) => id));
  return [...new Set(ids)];
}

/** The names of variables whose whole value is a reference to a secret. */
export function namesOfSecrets(spec: RunSpec): readonly string[] {
  const pairs = listOf(spec, 'env').map(parseKeyValue);
  return pairs.filter(({ value = '' }) => isSecretReference(value)).map(({ key }) => key);
}

/** Whether a line has a secret in it, wherever that stands: also in what is not part of a run. */
export function tellsSecret(line: string): boolean {
  for (const [, name = ''] of line.matchAll(/([\w.-]+)=(?!\s|$)/g)) {
    if (isSecretName(name)) return true;
  }
  return line.split(/\s+/).some(isSecretFlag);
}

/** `--password`, with the value behind it. */
function isSecretFlag(word: string): boolean {
  return /^--?[\w.-]+$/.test(word) && isSecretName(word);
}

/** Whether a value is no more than a reference, which everyone may read. */
export function isSecretReference(value: string): boolean {
  return /^\$\{secret:[^}]+\}$/.test(value);
}

function isReference(value: string): boolean {
  return /^\$\{(?:secret|input|env):[^}]+\}$/.test(value);
}

/** The name, or with a number behind it where that means another value already. */
function freeId(
  values: Readonly<Record<string, string>>,
  taken: ReadonlySet<string>,
  name: string,
  value: string,
): string {
  const plain = name.replace(/^-+/, '').replace(/[^\w.-]/g, '_') || 'secret';
  for (let number = 1; ; number++) {
    const id = number === 1 ? plain : `${plain}_${number}`;
    const isFree = Object.hasOwn(values, id) ? values[id] === value : !taken.has(id);
    if (isFree) return id;
  }
}
