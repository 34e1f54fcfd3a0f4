import { sound } from './fault';
import { given } from './given';
import { type Mount, parseMountOption } from './mountOption';
import { tmpfsOf } from './sources';
import { listOf, type RunSpec, textOf } from './spec';
import { parseVolume } from './volume';

interface ComposeVolumes {
  readonly service: object;
  /** The file's own part. */
  readonly volumes: Readonly<Record<string, object>>;
  readonly left: readonly string[];
}

/** What is mounted, as Compose writes it; `-v` stays the short text that it is. */
export function composeVolumes(spec: RunSpec): ComposeVolumes {
  const driver = textOf(spec, 'volume-driver');
  const short = listOf(spec, 'volume').map(text => ({ text, volume: sound(parseVolume(text)) }));
  const mounts = listOf(spec, 'mount').flatMap(text => sound(parseMountOption(text)) ?? []);
  const named = short.flatMap(({ volume }) =>
    volume?.source && !volume.isPath ? [[volume.source, given({ driver })] as const] : [],
  );
  // Only Docker itself has rules for names; Compose has the same for its own.
  const volumes = [...named, ...mounts.flatMap(namedVolume)].filter(([name]) =>
    /^[\w.-]+$/.test(name),
  );
  // A volume without a name has nothing that a driver could stand at.
  const isNameless = short.some(({ volume }) => volume?.source === '');
  const hasNameless = mounts.some(
    ({ Type, Source, VolumeOptions }) =>
      Type === 'volume' && !Source && VolumeOptions?.DriverConfig,
  );
  return {
    service: given({
      volumes: [...new Set(short.map(({ text }) => text)), ...mounts.map(longVolume)],
      // Of two at one place the last counts.
      tmpfs: Object.entries(tmpfsOf(spec)).map(([path, options]) =>
        options === '' ? path : `${path}:${options}`,
      ),
    }),
    // By its own name, and made where it is not there yet: that is what docker run does.
    volumes: Object.fromEntries(volumes.map(([name, more]) => [name, { name, ...more }])),
    left: [
      ...(driver !== '' && isNameless ? ['--volume-driver'] : []),
      ...(hasNameless ? ['--mount volume-driver'] : []),
    ],
  };
}

function namedVolume({ Type, Source, VolumeOptions }: Mount): (readonly [string, object])[] {
  if (Type !== 'volume' || !Source) return [];
  const { Name, Options } = VolumeOptions?.DriverConfig ?? {};
  return [[Source, given({ driver: Name, driver_opts: Options })]];
}

function longVolume(mount: Mount): object {
  const { BindOptions, VolumeOptions, TmpfsOptions, ImageOptions } = mount;
  // Unlike `-v`, `--mount` makes no folder that is not there.
  const bind = { create_host_path: false, ...bindOf(BindOptions) };
  return {
    type: mount.Type,
    ...given({
      source: mount.Source,
      target: mount.Target,
      read_only: mount.ReadOnly,
      consistency: mount.Consistency,
      volume: given({
        nocopy: VolumeOptions?.NoCopy,
        subpath: VolumeOptions?.Subpath,
        labels: VolumeOptions?.Labels,
      }),
      tmpfs: given({ size: TmpfsOptions?.SizeBytes, mode: TmpfsOptions?.Mode }),
      image: given({ subpath: ImageOptions?.Subpath }),
    }),
    ...(mount.Type === 'bind' && { bind }),
  };
}

function bindOf(options: Mount['BindOptions']): object {
  const { Propagation, NonRecursive, ReadOnlyNonRecursive, ReadOnlyForceRecursive } = options ?? {};
  return given({
    propagation: Propagation,
    recursive: NonRecursive
      ? 'disabled'
      : ReadOnlyNonRecursive
        ? 'writable'
        : ReadOnlyForceRecursive && 'readonly',
  });
}
