import { cleanPath } from '../mount';
import { sound } from './fault';
import { parseMountOption } from './mountOption';
import { listOf, type RunSpec } from './spec';
import { parseVolume } from './volume';

/** The volumes of the image for which nothing is mounted: the engine makes ones without a name. */
export function unmounted(spec: RunSpec, volumes: readonly string[]): readonly string[] {
  const targets = new Set(
    [
      ...listOf(spec, 'volume').map(text => sound(parseVolume(text))?.target),
      ...listOf(spec, 'mount').map(text => sound(parseMountOption(text))?.Target),
      ...listOf(spec, 'tmpfs').map(text => text.split(':')[0]),
    ].map(target => cleanPath(target ?? '')),
  );
  return volumes.filter(path => !targets.has(cleanPath(path)));
}
