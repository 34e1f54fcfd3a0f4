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
  return row !== undefined && writeMountRow(row) === text ? row : { kind: 'text', option, text };
}

const readers: Readonly<Record<MountOptionName, (text: string) => MountRow | undefined>> = {
  volume: readVolumeRow,
  mount: readLongRow,
  tmpfs(text) {
    const isReadOnly = text.endsWith(':ro');
    const target = isReadOnly ? text.slice(0, -3) : text;
    if (target.includes(':')) return undefined;
    return { kind: 'tmpfs', option: 'tmpfs', source: '', target, isReadOnly };
  },
};

function readVolumeRow(text: string): MountRow | undefined {
  const volume = parseVolume(text);
  const isReadOnly = text.endsWith(':ro');
  if (isFault(volume)) {
    // Half written: one side of the first colon is still empty.
    const [source = '', target = '', ...more] = text.split(':');
    if (more.length > (isReadOnly ? 1 : 0)) return undefined;
    const kind = /^[./~\\]/.test(source) ? 'folder' : 'volume';
    return { kind, option: 'volume', source, target, isReadOnly };
  }
  const { source, target, isPath } = volume;
  const kind = source === '' ? 'anonymous' : isPath ? 'folder' : 'volume';
  return { kind, option: 'volume', source, target, isReadOnly: source !== '' && isReadOnly };
}

const types: Readonly<Record<string, MountKind>> = {
  bind: 'folder',
  volume: 'volume',
  tmpfs: 'tmpfs',
};

function readLongRow(text: string): MountRow | undefined {
  const found = new Map<string, string>();
  const keys = { ...plainKeys, hasType: false };
  for (const field of readCsv(text) ?? ['']) {
    const [key = '', ...rest] = field.split('=');
    const value = rest.join('=');
    if (key === 'type') keys.hasType = true;
    else if (key === 'source' || key === 'src') keys.source = key;
    else if (/^(?:target|dst|destination)$/.test(key)) keys.target = key;
    else if (/^(?:readonly|ro)$/.test(field)) keys.readOnly = key;
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
    keys,
  };
}

export function writeMountRow(row: MountRow | MountText): string {
  if (row.kind === 'text') return row.text;
  const { kind, source, target, isReadOnly } = row;
  const mode = isReadOnly && kind !== 'anonymous' ? ':ro' : '';
  if (row.option === 'mount') return writeLongRow(row);
  const hasSource = kind === 'volume' || kind === 'folder';
  return `${hasSource ? `${source}:` : ''}${target}${mode}`;
}

function writeLongRow({ kind, source, target, isReadOnly, keys = plainKeys }: MountRow): string {
  const type = kind === 'folder' ? 'bind' : kind === 'anonymous' ? 'volume' : kind;
  const hasSource = kind === 'volume' || kind === 'folder';
  return writeCsv([
    ...(keys.hasType || type !== 'volume' ? [`type=${type}`] : []),
    ...(hasSource ? [`${keys.source}=${source}`] : []),
    `${keys.target}=${target}`,
    ...(isReadOnly ? [keys.readOnly] : []),
  ]);
}

/** The row as another kind; a source that is none of that kind is dropped. */
export function asMountKind(row: MountRow, kind: MountKind): MountRow {
  const isPath = /^(?:[./~]|\\\\|\p{L}:)/u.test(row.source);
  const fits = kind === 'folder' ? isPath : kind === 'volume' && !isPath;
  const option = row.option === 'mount' ? 'mount' : kind === 'tmpfs' ? 'tmpfs' : 'volume';
  const isReadOnly = row.isReadOnly && (kind !== 'anonymous' || option === 'mount');
  return { ...row, kind, option, source: fits ? row.source : '', isReadOnly };
}
