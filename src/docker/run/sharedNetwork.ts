import { parseNetworkMode } from '../networkMode';
import { type Nameable, namedContainer } from './namedContainer';
import { networkModeOf } from './networkingConfig';
import type { RunSpec } from './spec';

interface Partner extends Nameable {
  readonly isRunning: boolean;
}

/**
 * Why the network of another container (`--network container:…`) cannot be shared by now: the
 * engine makes such a container all the same, and does not start it.
 *
 * @param isWhole what is not among the containers is not there
 */
export function sharingTrouble(
  spec: RunSpec,
  containers: readonly Partner[],
  isWhole: boolean,
): { readonly kind: 'stopped' | 'missing'; readonly container: string } | undefined {
  const mode = parseNetworkMode(networkModeOf(spec));
  // Without a name, that is what is wrong.
  if (mode.kind !== 'container' || mode.container === '') return undefined;
  const { container } = mode;
  const found = namedContainer(container, containers);
  if (found === undefined) return isWhole ? { kind: 'missing', container } : undefined;
  return found === 'many' || found.isRunning ? undefined : { kind: 'stopped', container };
}
