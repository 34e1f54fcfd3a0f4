import { cleanPath, isHostPath } from '../mount';
import { validateMount } from '../validateMount';
import { isAtLeast } from './apiVersion';
import { pathFault, volumeNameFault } from './engineRules';
import { type Fault, fault, isFault, sound } from './fault';
import { type Mount, parseMountOption } from './mountOption';
import type { SpecProblem } from './problem';
import { apiSocketPath } from './sources';
import { isOn, listOf, type RunSpec, textOf } from './spec';
import { at, found } from './specProblem';
import { fromProblem } from './valueRules';
import { parseVolume, type Volume } from './volume';

/** What is wrong with `-v`, `--mount` and `--tmpfs`, each and together. */
export function mountProblems(
  spec: RunSpec,
  apiVersion: string | undefined,
): readonly SpecProblem[] {
  const read = listOf(spec, 'volume').map(text => sound(parseVolume(text)));
  const volumes: SpecProblem[] = [];
  for (const [index, text] of listOf(spec, 'volume').entries()) {
    const volume = read[index];
    if (volume === undefined) continue;
    const wrong = volumeFault(text, volume, spec);
    if (wrong !== undefined) volumes.push(...found('volume', index, wrong));
    else volumes.push(...volumeHints(text, volume, index));
  }
  const mounts = listOf(spec, 'mount').flatMap((text, index) => {
    const mount = parseMountOption(text);
    if (isFault(mount)) return [];
    return [
      ...found('mount', index, mountFault(mount) ?? versionFault(mount, apiVersion)),
      ...relativeHint(mount.Source ?? '', 'mount', index),
    ];
  });
  return [...volumes, ...mounts, ...twice(spec, read)];
}

function volumeFault(text: string, { source }: Volume, spec: RunSpec): Fault | undefined {
  if (source === '') return pathFault(text.replace(/^[^/\\:]:(?=\/)/, ''), true);
  // The CLI resolves what begins with a dot.
  const problem = validateMount(source.startsWith('.') ? `/${text}` : text);
  // Other drivers have other names.
  const isOthers = problem?.code === 'mount.volumeName' && textOf(spec, 'volume-driver') !== '';
  return isOthers ? undefined : fromProblem(problem);
}

function volumeHints(text: string, { source }: Volume, index: number): readonly SpecProblem[] {
  const isDrive = source === '' && /^\p{L}:\//u.test(text);
  if (!isDrive) return relativeHint(source, 'volume', index);
  return [{ severity: 'warning', code: 'volume.drive', args: [text], option: 'volume', index }];
}

function relativeHint(
  source: string,
  option: 'volume' | 'mount',
  index: number,
): readonly SpecProblem[] {
  if (!source.startsWith('.')) return [];
  return [{ severity: 'info', code: 'value.relative', args: [source], option, index }];
}

const types = ['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'];
const propagations = ['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared'];

function mountFault(mount: Mount): Fault | undefined {
  const { Type, Target, Source = '', BindOptions, VolumeOptions } = mount;
  if (!types.includes(Type)) return fault('mount.types', Type, ...types);
  const target = pathFault(Target, Type !== 'npipe');
  if (target !== undefined) return target;
  const { Propagation } = BindOptions ?? {};
  if (Propagation && !propagations.includes(Propagation)) {
    return fault('value.choice', Propagation, ...propagations);
  }
  if (Type === 'tmpfs') return Source === '' ? undefined : fault('mount.mixed', 'source', Type);
  if (Type === 'volume') {
    const isOthers = Source === '' || Boolean(VolumeOptions?.DriverConfig?.Name);
    return isOthers || Source.startsWith('.') ? undefined : volumeNameFault(Source);
  }
  if (Source === '') return fault('mount.noSource', Type);
  const isRelative = Type === 'bind' && !isHostPath(Source) && !Source.startsWith('.');
  return isRelative ? fault('value.path', Source) : undefined;
}

function versionFault(mount: Mount, apiVersion: string | undefined): Fault | undefined {
  const { BindOptions, VolumeOptions, Type } = mount;
  const needed: readonly (readonly [unknown, string, string])[] = [
    [BindOptions?.NonRecursive, 'bind-recursive=disabled', '1.40'],
    [BindOptions?.ReadOnlyForceRecursive, 'bind-recursive=readonly', '1.44'],
    [VolumeOptions?.Subpath, 'volume-subpath', '1.45'],
    [Type === 'image', 'type=image', '1.48'],
  ];
  if (apiVersion === undefined) return undefined;
  const missing = needed.find(([isAsked, , since]) => isAsked && !isAtLeast(apiVersion, since));
  return missing && fault('option.api', missing[1], missing[2], apiVersion);
}

interface Place {
  readonly target: string;
  readonly option: 'volume' | 'mount' | 'tmpfs';
  readonly index: number;
  /** The CLI keeps one of those that have the same. */
  readonly key: string | undefined;
}

/** Two mounts at one place; a volume without a name gives way without a word. */
function twice(spec: RunSpec, read: readonly (Volume | undefined)[]): readonly SpecProblem[] {
  const places = new Map<string, string | undefined>();
  const problems: SpecProblem[] = [];
  for (const { target, option, index, key } of placesOf(spec, read)) {
    const place = cleanPath(target);
    const isSame = key !== undefined && places.get(place) === key;
    if (places.has(place) && !isSame) {
      problems.push({ severity: 'error', code: 'mount.twice', args: [place], option, index });
    }
    places.set(place, key);
  }
  if (isOn(spec, 'use-api-socket') && places.has(apiSocketPath)) {
    problems.push(at('error', 'use-api-socket', 'mount.twice', apiSocketPath));
  }
  return problems;
}

function placesOf(spec: RunSpec, read: readonly (Volume | undefined)[]): readonly Place[] {
  const volumes: Place[] = [];
  for (const [index, text] of listOf(spec, 'volume').entries()) {
    const volume = read[index];
    if (!volume?.source) continue;
    volumes.push({ target: volume.target, option: 'volume', index, key: `-v ${text}` });
  }
  const mounts = listOf(spec, 'mount').flatMap((text, index): Place[] => {
    const target = sound(parseMountOption(text))?.Target;
    return target === undefined ? [] : [{ target, option: 'mount', index, key: undefined }];
  });
  const tmpfs = listOf(spec, 'tmpfs').map((text, index): Place => {
    const target = text.split(':')[0] ?? '';
    return { target, option: 'tmpfs', index, key: `--tmpfs ${target}` };
  });
  return [...volumes, ...mounts, ...tmpfs];
}
