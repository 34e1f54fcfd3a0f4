import { parseBytes } from './bytes';
import { readCsv } from './csv';
import { type Fault, fault, isFault } from './fault';
import { parseGoBool } from './goNumber';

/** An element of HostConfig.Mounts. */
export interface Mount {
  readonly Type: string;
  readonly Source?: string;
  readonly Target: string;
  readonly ReadOnly?: boolean;
  readonly Consistency?: string;
  readonly BindOptions?: BindOptions;
  readonly VolumeOptions?: VolumeOptions;
  readonly ImageOptions?: { readonly Subpath?: string };
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number };
}

interface BindOptions {
  readonly Propagation?: string;
  readonly NonRecursive?: boolean;
  readonly ReadOnlyNonRecursive?: boolean;
  readonly ReadOnlyForceRecursive?: boolean;
}

interface VolumeOptions {
  readonly NoCopy?: boolean;
  readonly Labels?: Mapping;
  readonly Subpath?: string;
  readonly DriverConfig?: Driver;
}

interface Driver {
  readonly Name?: string;
  readonly Options?: Mapping;
}

type Mapping = Readonly<Record<string, string>>;

/** What a value adds to the mount, or why it is wrong. */
type Reader = (value: string, key: string, mount: Mount) => Partial<Mount> | Fault;

const readers: Readonly<Record<string, Reader>> = {
  type: value => ({ Type: value.toLowerCase() }),
  source: value => ({ Source: value }),
  target: value => ({ Target: value }),
  readonly: boolean(isOn => ({ ReadOnly: isOn })),
  consistency: value => ({ Consistency: value.toLowerCase() }),
  'bind-propagation': (value, _, mount) => bind(mount, { Propagation: value.toLowerCase() }),
  'bind-nonrecursive': boolean((isOn, mount) => bind(mount, { NonRecursive: isOn })),
  'bind-recursive': readRecursive,
  'volume-nocopy': boolean((isOn, mount) => volume(mount, { NoCopy: isOn })),
  'volume-subpath': (value, _, mount) => volume(mount, { Subpath: value }),
  'volume-label': (value, _, mount) =>
    volume(mount, { Labels: withPair(mount.VolumeOptions?.Labels, value) }),
  'volume-driver': (value, _, mount) => driver(mount, { Name: value }),
  'volume-opt': (value, _, mount) =>
    driver(mount, { Options: withPair(mount.VolumeOptions?.DriverConfig?.Options, value) }),
  'image-subpath': value => ({ ImageOptions: { Subpath: value } }),
  'tmpfs-size': (value, key, mount) => {
    const size = parseBytes(value);
    if (size === undefined) return fault('mount.value', key, value);
    return { TmpfsOptions: { ...mount.TmpfsOptions, SizeBytes: size } };
  },
  'tmpfs-mode': (value, key, mount) => {
    const mode = /^[0-7]{1,20}$/.test(value) ? Number.parseInt(value, 8) : 2 ** 32;
    if (mode >= 2 ** 32) return fault('mount.value', key, value);
    return { TmpfsOptions: { ...mount.TmpfsOptions, Mode: mode } };
  },
};
const otherNames: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
};
/** What may stand without a value, for true. */
const bare = new Set(['readonly', 'volume-nocopy', 'bind-nonrecursive']);

/** The keys of `--mount`, without their second names. */
export const mountKeys: readonly string[] = Object.keys(readers);

/** Reads `--mount`: `type=bind,source=/a,target=/b,readonly`. */
export function parseMountOption(text: string): Mount | Fault {
  const fields = readCsv(text);
  if (fields === undefined) return fault('value.csv', text);
  let mount: Mount = { Type: 'volume', Target: '' };
  for (const field of fields) {
    const read = readField(mount, field);
    if (isFault(read)) return read;
    mount = { ...mount, ...read };
  }
  return faultOfWhole(mount) ?? mount;
}

function readField(mount: Mount, field: string): Partial<Mount> | Fault {
  const at = field.indexOf('=');
  const written = (at < 0 ? field : field.slice(0, at)).toLowerCase();
  const key = Object.hasOwn(otherNames, written) ? (otherNames[written] ?? written) : written;
  if (at < 0 && !bare.has(key)) return fault('mount.pair', field);
  const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
  if (reader === undefined) return fault('mount.key', written, ...mountKeys);
  return reader(at < 0 ? 'true' : field.slice(at + 1), written, mount);
}

function faultOfWhole(mount: Mount): Fault | undefined {
  if (mount.Type === '') return fault('mount.type');
  if (mount.Target === '') return fault('mount.noTarget');
  if (mount.VolumeOptions && mount.Type !== 'volume') return mixed('volume', mount);
  if (mount.BindOptions && mount.Type !== 'bind') return mixed('bind', mount);
  if (mount.ImageOptions && mount.Type !== 'image') return mixed('image', mount);
  if (mount.TmpfsOptions && mount.Type !== 'tmpfs') return mixed('tmpfs', mount);
  const { ReadOnlyNonRecursive, ReadOnlyForceRecursive, Propagation } = mount.BindOptions ?? {};
  if (ReadOnlyNonRecursive && !mount.ReadOnly) {
    return fault('mount.needs', 'bind-recursive=writable', 'readonly');
  }
  if (ReadOnlyForceRecursive && !mount.ReadOnly) {
    return fault('mount.needs', 'bind-recursive=readonly', 'readonly');
  }
  if (ReadOnlyForceRecursive && Propagation !== 'rprivate') {
    return fault('mount.needs', 'bind-recursive=readonly', 'bind-propagation=rprivate');
  }
  return undefined;
}

function mixed(options: string, { Type }: Mount): Fault {
  return fault('mount.mixed', `${options}-*`, Type);
}

function readRecursive(value: string, key: string, mount: Mount): Partial<Mount> | Fault {
  switch (value) {
    case 'enabled':
      return {};
    case 'disabled':
      return bind(mount, { NonRecursive: true });
    case 'writable':
      return bind(mount, { ReadOnlyNonRecursive: true });
    case 'readonly':
      return bind(mount, { ReadOnlyForceRecursive: true });
    default:
      return fault('mount.value', key, value);
  }
}

function boolean(part: (isOn: boolean, mount: Mount) => Partial<Mount>): Reader {
  return (value, key, mount) => {
    const isOn = parseGoBool(value);
    return isOn === undefined ? fault('mount.value', key, value) : part(isOn, mount);
  };
}

function bind({ BindOptions }: Mount, more: BindOptions): Partial<Mount> {
  return { BindOptions: { ...BindOptions, ...more } };
}

function volume({ VolumeOptions }: Mount, more: VolumeOptions): Partial<Mount> {
  return { VolumeOptions: { ...VolumeOptions, ...more } };
}

function driver(mount: Mount, more: Driver): Partial<Mount> {
  return volume(mount, { DriverConfig: { ...mount.VolumeOptions?.DriverConfig, ...more } });
}

/** A pair without a key is dropped without a word. */
function withPair(pairs: Mapping | undefined, text: string): Mapping {
  const [key = '', ...rest] = text.split('=');
  return key === '' ? { ...pairs } : { ...pairs, [key]: rest.join('=') };
}
