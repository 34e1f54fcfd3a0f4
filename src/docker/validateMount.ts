import { cleanPath, isHostPath, splitMount } from './mount';
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

/** A path of a Linux host at a clean path, with nothing behind it: most mounts, and right. */
const plainBind = /^\/[^:\\]*:(?:\/[^/\\.:,][^/\\:,]*)+$/;

/** Checks a `-v`, as the engine would on creating the container. */
export function validateMount(text: string): Problem | undefined {
  if (plainBind.test(text)) return undefined;
  if (text.trim() === '') return problem('mount.empty');
  const pieces = splitMount(text);
  const [source = '', target, modeText = ''] = pieces;
  if (pieces.length > 3) return problem('mount.colons');
  if (pieces.length > 1 && source === '') return problem('mount.source');
  if (target === '') return problem('mount.target');
  const modes = target?.split(',') ?? [];
  if (pieces.length === 2 && modes.every(mode => Object.hasOwn(modeKinds, mode))) {
    return problem('mount.modeNeedsSource', target ?? '');
  }
  if (target === undefined) return validateTarget(source);
  const isBind = isHostPath(source);
  return (
    validateTarget(target) ??
    (isBind ? undefined : validateName(source)) ??
    validateModes(modeText === '' ? [] : modeText.split(','), isBind)
  );
}

function validateTarget(target: string): Problem | undefined {
  if (!isHostPath(target)) return problem('mount.relative', target);
  return cleanPath(target) === '/' ? problem('mount.root') : undefined;
}

function validateName(source: string): Problem | undefined {
  if (/^[.~]|[\\/]/.test(source)) return problem('mount.relativeSource', source);
  return validateVolumeName(source) && problem('mount.volumeName', source);
}

function validateModes(modes: readonly string[], isBind: boolean): Problem | undefined {
  const seen = new Map<string, string>();
  for (const mode of modes) {
    const modeKind = Object.hasOwn(modeKinds, mode) ? modeKinds[mode] : undefined;
    if (modeKind === undefined) return problem('mount.mode', mode);
    const before = seen.get(modeKind);
    if (before !== undefined) return problem('mount.modeTwice', before, mode);
    seen.set(modeKind, mode);
    if (modeKind === 'copy' && isBind) return problem('mount.modeForVolume', mode);
    if (modeKind === 'propagation' && !isBind) return problem('mount.modeForBind', mode);
  }
  return undefined;
}
