import { readCsv, writeCsv } from './csv';
import { isFault } from './fault';
import type { TextRow } from './portRow';
import { parseVolume } from './volume';

export type MountOptionName = 'volume' | 'mount' | 'tmpfs';
export type MountKind = 'volume' | 'folder' | 'tmpfs' | 'anonymous';

/** One `-v`, `--mount` or `--tmpfs` in its parts. */
export interface MountRow {
  readonly kind: MountKind;
  /** What it is written with. */
  readonly option: MountOptionName;
  readonly source: string;
  readonly target: string;
  readonly isReadOnly: boolean;
  /** All else that is said of it, with commas between: `z,rshared`, `size=64m`, `volume-nocopy`. */
  readonly options: string;
  /** Whether `ro` stands behind the others. */
  readonly isLast?: true;
  /** Of `--mount`: the keys as they were written. */
  readonly keys?: MountKeys;
}

interface MountKeys {
  readonly hasType: boolean;
  readonly source: string;
  readonly target: string;
  readonly readOnly: string;
}

export interface MountText extends TextRow {
  readonly option: MountOptionName;
}

export const mountKinds: readonly MountKind[] = ['volume', 'folder', 'tmpfs', 'anonymous'];

export const blankMount: MountRow = {
  kind: 'volume',
  option: 'volume',
  source: '',
  target: '',
  isReadOnly: false,
  options: '',
};

const plainKeys: MountKeys = {
  hasType: true,
  source: 'source',
  target: 'target',
  readOnly: 'readonly',
};

/** Whatever does not come out of its parts again exactly as it was stays one text. */
export function readMountRow(option: MountOptionName, text: string): MountRow | MountText {
  const row = readers[option](text);
  const found =
    row && [row, { ...row, isLast: true } as const].find(own => writeMountRow(own) === text);
  return found ?? { kind: 'text', option, text };
}

const readers: Readonly<Record<MountOptionName, (text: string) => MountRow | undefined>> = {
  volume: readVolumeRow,
  mount: readLongRow,
  tmpfs(text) {
    const [target = '', modes = '', ...more] = text.split(':');
    const kind = { kind: 'tmpfs', option: 'tmpfs' } as const;
    return more.length > 0 ? undefined : { ...kind, source: '', target, ...readModes(modes) };
  },
};

/** Where a variable of a saved run begins. */
const variable = '${';

function readVolumeRow(text: string): MountRow | undefined {
  const volume = parseVolume(text);
  if (isFault(volume)) {
    // Half written: one side of the first colon is still empty.
    const [source = '', target = '', modes = '', ...more] = text.split(':');
    if (more.length > 0) return undefined;
    const kind = /^[./~\\]/.test(source) ? 'folder' : 'volume';
    return { kind, option: 'volume', source, target, ...readModes(modes) };
  }
  const { source, target, isPath } = volume;
  // A variable stands for a path rather than for a name.
  const isFolder = isPath || source.startsWith(variable);
  const kind = source === '' ? 'anonymous' : isFolder ? 'folder' : 'volume';
  // What is behind the two is not told, but it is all that is left.
  const modes = source === '' ? '' : text.slice(source.length + target.length + 2);
  return { kind, option: 'volume', source, target, ...readModes(modes) };
}

function readModes(modes: string): Pick<MountRow, 'isReadOnly' | 'options'> {
  const all = modes.split(',');
  const isReadOnly = all.includes('ro');
  return { isReadOnly, options: all.filter(mode => mode !== 'ro').join(',') };
}

const types: Readonly<Record<string, MountKind>> = {
  bind: 'folder',
  volume: 'volume',
  tmpfs: 'tmpfs',
};

/** What `--mount` has for one kind or another. */
const otherKeys = /^(?:bind|volume|tmpfs|consistency)(?:-[a-z]+)*(?:=|$)/;

function readLongRow(text: string): MountRow | undefined {
  const found = new Map<string, string>();
  const others: string[] = [];
  const keys = { ...plainKeys, hasType: false };
  for (const field of readCsv(text) ?? ['']) {
    const [key = '', ...rest] = field.split('=');
    const value = rest.join('=');
    if (key === 'type') keys.hasType = true;
    else if (key === 'source' || key === 'src') keys.source = key;
    else if (/^(?:target|dst|destination)$/.test(key)) keys.target = key;
    else if (/^(?:readonly|ro)$/.test(field)) keys.readOnly = key;
    else if (otherKeys.test(field)) others.push(field);
    else return undefined;
    found.set(key, value);
  }
  const type = found.get('type') ?? 'volume';
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  if (known === undefined) return undefined;
  const source = found.get(keys.source) ?? '';
  return {
    kind: known === 'volume' && !found.has(keys.source) ? 'anonymous' : known,
    option: 'mount',
    source,
    target: found.get(keys.target) ?? '',
    isReadOnly: found.has(keys.readOnly),
    options: others.length === 0 ? '' : writeCsv(others),
    keys,
  };
}

export function writeMountRow(row: MountRow | MountText): string {
  if (row.kind === 'text') return row.text;
  if (row.option === 'mount') return writeLongRow(row);
  const { kind, source, target } = row;
  const hasSource = kind === 'volume' || kind === 'folder';
  const modes = kind === 'anonymous' ? '' : modesOf(row).join(',');
  return `${hasSource ? `${source}:` : ''}${target}${modes === '' ? '' : `:${modes}`}`;
}

function modesOf({ isReadOnly, options, isLast }: MountRow): readonly string[] {
  const [own, others] = [isReadOnly ? ['ro'] : [], options === '' ? [] : [options]];
  return isLast ? [...others, ...own] : [...own, ...others];
}

function writeLongRow(row: MountRow): string {
  const { kind, source, target, isReadOnly, options, keys = plainKeys } = row;
  const type = kind === 'folder' ? 'bind' : kind === 'anonymous' ? 'volume' : kind;
  const hasSource = kind === 'volume' || kind === 'folder';
  const [own, others] = [isReadOnly ? [keys.readOnly] : [], readCsv(options) ?? []];
  return writeCsv([
    ...(keys.hasType || type !== 'volume' ? [`type=${type}`] : []),
    ...(hasSource ? [`${keys.source}=${source}`] : []),
    `${keys.target}=${target}`,
    ...(row.isLast ? [...others, ...own] : [...own, ...others]),
  ]);
}

/** The row as another kind; a source that is none of that kind is dropped. */
export function asMountKind(row: MountRow, kind: MountKind): MountRow {
  const isPath = /^(?:[./~]|\\\\|\p{L}:|\$\{)/u.test(row.source);
  const fits = kind === 'folder' ? isPath : kind === 'volume' && !isPath;
  const option = row.option === 'mount' ? 'mount' : kind === 'tmpfs' ? 'tmpfs' : 'volume';
  const isReadOnly = row.isReadOnly && (kind !== 'anonymous' || option === 'mount');
  // What was said of one kind means nothing to another.
  const { isLast: _, ...rest } = row;
  return { ...rest, kind, option, source: fits ? row.source : '', isReadOnly, options: '' };
}
