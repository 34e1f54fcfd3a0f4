import { validateEnv, validateLabel } from './keyValue';
import { cleanPath, readMount } from './mount';
import { validateContainerName } from './name';
import { isUserNetwork, parseNetworkMode } from './networkMode';
import { parsePort, validatePort } from './portBinding';
import { validatePortsApart } from './portClash';
import { type Problem, problem } from './problem';
import type { QuickRun } from './runArgs';
import { validateMount } from './validateMount';
import { validateImage } from './validateReference';

/** Checks a whole run: each part, and the parts with each other. `at` names the field. */
export function validateRun(run: QuickRun, takenNames: Iterable<string> = []): Problem | undefined {
  const name = run.name ? validateContainerName(run.name, takenNames) : undefined;
  return (
    at('image', validateImage(run.image)) ??
    at('name', name) ??
    at('ports', validatePorts(run)) ??
    at('env', first(run.env, validateEnv)) ??
    at('labels', first(run.labels ?? [], validateLabel)) ??
    at('mounts', validateMounts(run.mounts)) ??
    at('aliases', validateAliases(run))
  );
}

/** Host mode has no ports of its own (the engine drops them silently), nor has a shared one. */
function validatePorts({ ports, network = '' }: QuickRun): Problem | undefined {
  const { kind } = parseNetworkMode(network);
  const isPublishing = ports.length > 0;
  if (isPublishing && (kind === 'host' || kind === 'none' || kind === 'container')) {
    return problem('run.portsWithNetwork', network);
  }
  return (
    first(ports, validatePort) ?? validatePortsApart(ports.flatMap(text => parsePort(text) ?? []))
  );
}

/** Checks several mounts: each, and that no two want the same place. */
export function validateMounts(mounts: readonly string[]): Problem | undefined {
  const wrong = first(mounts, validateMount);
  if (wrong !== undefined) return wrong;
  const places = mounts.map(text => cleanPath(readMount(text).target));
  const twice = places.find((place, index) => places.indexOf(place) < index);
  return twice === undefined ? undefined : problem('mount.twice', twice);
}

/** The engine knows names and aliases in networks that users make, and only there. */
function validateAliases({ aliases = [], network = '' }: QuickRun): Problem | undefined {
  if (aliases.length === 0 || isUserNetwork(network)) return undefined;
  return problem('run.aliasNeedsNetwork', network || 'bridge');
}

function first(
  texts: readonly string[],
  validate: (text: string) => Problem | undefined,
): Problem | undefined {
  for (const text of texts) {
    const found = validate(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function at(field: string, found: Problem | undefined): Problem | undefined {
  return found && { ...found, at: field };
}
