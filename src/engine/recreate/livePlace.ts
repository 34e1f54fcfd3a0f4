import type { ContainerUpdate, Endpoint } from '../../docker/run/createRequest';
import type { InspectedContainer } from '../../docker/run/inspected';
import { askedEndpoints } from '../../docker/run/inspectedNetworks';
import { formatRestart, type RestartPolicy } from '../../docker/run/policy';
import { nameOf } from '../../docker/run/sharing';
import type { CallOptions, Engine } from '../connection';
import { inspectContainer } from '../containers';
import { renameContainer } from '../containerVerbs';
import { disconnectContainer, joinNetwork } from '../networkVerbs';
import { endpointWords } from './endpointWords';
import type { LiveEntry, LivePlace, LiveStep } from './journal';

/** What a change as it is may change of a container, at this moment. */
export interface LiveLook {
  /** With all the networks that it is in. */
  readonly place: LivePlace;
  /** Those that were asked for. */
  readonly limits: LiveEntry['limits'];
}

/** Does a step, which equals a `docker` line. */
export type Act = (
  step: LiveStep,
  line: readonly string[],
  request: () => Promise<void>,
) => Promise<void>;

/** @throws {EngineError} */
export async function lookLive(
  engine: Engine,
  id: string,
  limits: readonly string[],
  options: CallOptions = {},
): Promise<LiveLook> {
  const container = (await inspectContainer(engine, id, options)) as InspectedContainer;
  const host = (container.HostConfig ?? {}) as ContainerUpdate;
  return {
    place: { name: nameOf(container), endpoints: askedEndpoints(container, engine.apiVersion) },
    limits: Object.fromEntries(
      limits.map(key => [key, limitOf(host[key as keyof ContainerUpdate])]),
    ),
  };
}

/** What says nothing is nought: an engine that has started anew says it otherwise. */
function limitOf(value: string | number | RestartPolicy | undefined): string | number {
  return typeof value === 'object' && value !== null ? formatRestart(value) : value || 0;
}

/** The networks of a change that one place has and the other has not, or has with other wishes. */
export function movesBetween(
  { before, after }: Pick<LiveEntry, 'before' | 'after'>,
  now: LivePlace,
  then: LivePlace,
): readonly string[] {
  const all = new Set([...Object.keys(before.endpoints), ...Object.keys(after.endpoints)]);
  return [...all].filter(network => !isSame(now.endpoints[network], then.endpoints[network]));
}

/**
 * Puts a container where it is to be: out of networks, into networks, and under its name. Nothing is
 * done where all is so already.
 *
 * @param networks those that differ, as `movesBetween` has them
 */
export async function moveTo(
  engine: Engine,
  id: string,
  [now, then]: readonly [LivePlace, LivePlace],
  networks: readonly string[],
  act: Act,
  options: CallOptions = {},
): Promise<void> {
  for (const network of networks.filter(one => one in now.endpoints)) {
    await act('disconnect', ['network', 'disconnect', network, now.name], () =>
      disconnectContainer(engine, network, id, options),
    );
  }
  for (const network of networks) {
    const endpoint = then.endpoints[network];
    if (!endpoint) continue;
    const words = ['network', 'connect', ...endpointWords(endpoint), network, now.name];
    await act('connect', words, () => joinNetwork(engine, network, id, endpoint, options));
  }
  if (now.name === then.name) return;
  await act('rename', ['rename', now.name, then.name], () =>
    renameContainer(engine, id, then.name, options),
  );
}

function isSame(one: Endpoint | undefined, other: Endpoint | undefined): boolean {
  if (!one || !other) return one === other;
  return canonical(one) === canonical(other);
}

function canonical(endpoint: Endpoint): string {
  const pairs = Object.entries(endpoint).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(pairs);
}
