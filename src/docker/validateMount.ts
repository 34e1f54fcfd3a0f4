import { cleanPath, isHostPath, type MountSpec, readMount, splitMount } from './mount';
import { validateVolumeName } from './name';
import { type Problem, problem } from './problem';

/** The modes of `-v` for Linux containers; at most one of each kind. */
const modeKinds: Readonly<Record<string, string>> = {
  ro: 'access',
  rw: 'access',
  z: 'label',
  Z: 'label',
  private: 'propagation',
  rprivate: 'propagation',
  slave: 'propagation',
  rslave: 'propagation',
  shared: 'propagation',
  rshared: 'propagation',
  nocopy: 'copy',
  consistent: 'consistency',
  cached: 'consistency',
  delegated: 'consistency',
};

/** The mount that `-v` asks for; undefined if it is wrong. */
export function parseMount(text: string): MountSpec | undefined {
  return validateMount(text) === undefined ? readMount(text) : undefined;
}

/** Checks a `-v`, as the engine would on creating the container. */
export function validateMount(text: string): Problem | undefined {
  if (text.trim() === '') return problem('mount.empty');
  const pieces = splitMount(text);
  const [source = '', target] = pieces;
  if (pieces.length > 3) return problem('mount.colons');
  if (pieces.length > 1 && source === '') return problem('mount.source');
  if (target === '') return problem('mount.target');
  const modes = target?.split(',') ?? [];
  if (pieces.length === 2 && modes.every(mode => Object.hasOwn(modeKinds, mode))) {
    return problem('mount.modeNeedsSource', target ?? '');
  }
  const mount = readMount(text);
  return validateTarget(mount.target) ?? validateSource(mount) ?? validateModes(mount);
}

function validateTarget(target: string): Problem | undefined {
  if (!isHostPath(target)) return problem('mount.relative', target);
  return cleanPath(target) === '/' ? problem('mount.root') : undefined;
}

function validateSource({ kind, source }: MountSpec): Problem | undefined {
  if (kind !== 'volume') return undefined;
  if (/^[.~]|[\\/]/.test(source)) return problem('mount.relativeSource', source);
  return validateVolumeName(source) && problem('mount.volumeName', source);
}

function validateModes({ kind, modes }: MountSpec): Problem | undefined {
  const seen = new Map<string, string>();
  for (const mode of modes) {
    const modeKind = Object.hasOwn(modeKinds, mode) ? modeKinds[mode] : undefined;
    if (modeKind === undefined) return problem('mount.mode', mode);
    const before = seen.get(modeKind);
    if (before !== undefined) return problem('mount.modeTwice', before, mode);
    seen.set(modeKind, mode);
    if (modeKind === 'copy' && kind === 'bind') return problem('mount.modeForVolume', mode);
    if (modeKind === 'propagation' && kind === 'volume') return problem('mount.modeForBind', mode);
  }
  return undefined;
}
