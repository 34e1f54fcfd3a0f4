import { isAtLeast } from './apiVersion';
import { containerConfigOf } from './containerConfig';
import type { CreateRequest, HostConfig } from './createRequest';
import { sound } from './fault';
import { given } from './given';
import { hostConfigOf } from './hostConfig';
import type { InspectedContainer, InspectedImage } from './inspected';
import { configOptions, processOf } from './inspectedConfig';
import { type EngineDefaults, hostOptions } from './inspectedHost';
import { mountOptions } from './inspectedMounts';
import { networkOptions } from './inspectedNetworks';
import { macAddressOf, networkingConfigOf } from './networkingConfig';
import { factsOf, optionNames } from './options';
import { parsePlatform } from './platform';
import { type RunSpec, textOf } from './spec';

/**
 * What `docker run` (CLI 28) sends to POST /containers/create for this spec, but for the fields
 * that say no more than the engine's own default. Values that cannot be read are left out: check
 * the spec first. What the API version does not know yet is left out too.
 *
 * @param folder where relative paths of the host start, an absolute path; without one they stay
 */
export function toCreateRequest(spec: RunSpec, apiVersion: string, folder?: string): CreateRequest {
  const known = { ...spec, options: optionsSince(spec, apiVersion) };
  const platform = isAtLeast(apiVersion, '1.41') ? textOf(known, 'platform') : '';
  return {
    ...given({
      name: textOf(known, 'name'),
      platform: platform === '' ? undefined : (sound(parsePlatform(platform)) ?? platform),
    }),
    body: {
      ...containerConfigOf(known),
      ...(!isAtLeast(apiVersion, '1.44') && given({ MacAddress: macAddressOf(known) })),
      HostConfig: withKernelMemory(hostConfigOf(known, folder), apiVersion),
      ...networkingConfigOf(known, apiVersion),
    },
  };
}

/**
 * The spec that makes a container like this one: what it was asked for, as far as the engine tells
 * that apart from what its image and the engine itself gave it.
 *
 * @param image the image it was made of; without it, all that the image gave is taken for asked
 * @param own what the engine fills in; without it, what may be its own is taken for its own
 */
export function fromInspect(
  container: InspectedContainer,
  image?: InspectedImage,
  own?: EngineDefaults,
): RunSpec {
  const { entrypoint, command } = processOf(container, image);
  const host = hostOptions(container.HostConfig ?? {}, own);
  const options = given({
    ...configOptions(container, image),
    ...host,
    ...networkOptions(container),
    ...mountOptions(container, image),
  });
  return {
    action: 'run',
    options: {
      ...options,
      // These say something when they are empty, too.
      ...(entrypoint !== undefined && { entrypoint }),
      ...(host.init === false && { init: false }),
    } as RunSpec['options'],
    image: container.Config?.Image ?? '',
    command,
  };
}

function optionsSince({ options }: RunSpec, apiVersion: string): RunSpec['options'] {
  const unknown = new Set<string>(
    optionNames.filter(name => !isAtLeast(apiVersion, factsOf(name).since ?? '1.0')),
  );
  return Object.fromEntries(Object.entries(options).filter(([name]) => !unknown.has(name)));
}

/** The last CLI that has the option sends it to engines of these two versions only. */
function withKernelMemory({ KernelMemory, ...host }: HostConfig, apiVersion: string): HostConfig {
  const isKnown = isAtLeast(apiVersion, '1.40') && !isAtLeast(apiVersion, '1.42');
  return { ...host, ...given({ KernelMemory: isKnown ? KernelMemory : undefined }) };
}
