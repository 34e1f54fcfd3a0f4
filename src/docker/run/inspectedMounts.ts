import { writeCsv } from './csv';
import { sound } from './fault';
import {
  type FoundOptions,
  type InspectedContainer,
  type InspectedImage,
  pairsBeyond,
} from './inspected';
import type { Mount } from './mountOption';
import { parseVolume } from './volume';

/**
 * The options behind what is mounted. Volumes without a name are asked for by the name that the
 * engine gave them: else a container that is made anew would find them empty.
 */
export function mountOptions(
  container: InspectedContainer,
  image: InspectedImage | undefined,
): FoundOptions {
  const { Binds, Mounts, Tmpfs, VolumesFrom } = container.HostConfig ?? {};
  const kept = anonymousVolumes(container);
  const targets = new Set(kept.map(({ target }) => target));
  const imageVolumes = image?.Config?.Volumes ?? {};
  const nameless = Object.keys(container.Config?.Volumes ?? {}).filter(
    target => !targets.has(target) && !(target in imageVolumes),
  );
  return {
    volume: [...(Binds ?? []), ...kept.map(({ text }) => text), ...nameless],
    mount: Mounts?.map(formatMount),
    tmpfs: Object.entries(Tmpfs ?? {}).map(([path, options]) =>
      options === '' ? path : `${path}:${options}`,
    ),
    'volumes-from': VolumesFrom ?? [],
  };
}

interface KeptVolume {
  readonly text: string;
  readonly target: string;
}

function anonymousVolumes({
  Config,
  HostConfig,
  Mounts,
}: InspectedContainer): readonly KeptVolume[] {
  const { Binds, Mounts: asked, VolumesFrom } = HostConfig ?? {};
  const taken = new Set([
    ...(Binds ?? []).map(text => sound(parseVolume(text))?.target),
    ...(asked ?? []).map(({ Target }) => Target),
  ]);
  const isBorrowing = (VolumesFrom ?? []).length > 0;
  return (Mounts ?? []).flatMap(({ Type, Name = '', Destination = '', RW = true }) => {
    const isAnonymous = Type === 'volume' && /^[0-9a-f]{64}$/.test(Name);
    // Of volumes that are another container's the list says nothing else than of its own.
    const isOwn = !isBorrowing || Destination in (Config?.Volumes ?? {});
    if (!isAnonymous || !isOwn || taken.has(Destination)) return [];
    return [{ text: `${Name}:${Destination}${RW ? '' : ':ro'}`, target: Destination }];
  });
}

/** `type=bind,source=/a,target=/b,readonly`. */
export function formatMount(mount: Mount): string {
  const { Source, Target, ReadOnly, Consistency, ImageOptions, TmpfsOptions } = mount;
  const { SizeBytes, Mode } = TmpfsOptions ?? {};
  return writeCsv([
    `type=${mount.Type}`,
    ...(Source ? [`source=${Source}`] : []),
    `target=${Target}`,
    ...(ReadOnly ? ['readonly'] : []),
    ...(Consistency ? [`consistency=${Consistency}`] : []),
    ...bindFields(mount),
    ...volumeFields(mount),
    ...(ImageOptions?.Subpath ? [`image-subpath=${ImageOptions.Subpath}`] : []),
    ...(SizeBytes ? [`tmpfs-size=${SizeBytes}`] : []),
    ...(Mode ? [`tmpfs-mode=${Mode.toString(8)}`] : []),
  ]);
}

function bindFields({ BindOptions }: Mount): readonly string[] {
  const { Propagation, NonRecursive, ReadOnlyNonRecursive, ReadOnlyForceRecursive } =
    BindOptions ?? {};
  return [
    ...(Propagation ? [`bind-propagation=${Propagation}`] : []),
    ...(NonRecursive ? ['bind-recursive=disabled'] : []),
    ...(ReadOnlyNonRecursive ? ['bind-recursive=writable'] : []),
    ...(ReadOnlyForceRecursive ? ['bind-recursive=readonly'] : []),
  ];
}

function volumeFields({ VolumeOptions }: Mount): readonly string[] {
  const { NoCopy, Subpath, Labels, DriverConfig } = VolumeOptions ?? {};
  return [
    ...(NoCopy ? ['volume-nocopy'] : []),
    ...(Subpath ? [`volume-subpath=${Subpath}`] : []),
    ...pairsBeyond(Labels).map(pair => `volume-label=${pair}`),
    ...(DriverConfig?.Name ? [`volume-driver=${DriverConfig.Name}`] : []),
    ...pairsBeyond(DriverConfig?.Options).map(pair => `volume-opt=${pair}`),
  ];
}
