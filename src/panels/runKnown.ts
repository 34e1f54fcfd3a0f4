import { plain } from '../docker/plainText';
import { isOnThisMachine } from '../engine/localPort';
import type { Container, Network } from '../engine/records';
import type { Host } from '../model/host';
import { hostName } from '../model/hostName';
import type { Store } from '../model/store';
import type { RunContainer, RunEngine, RunKnown, RunNetwork } from '../protocol/run';

/** What the form completes: the names of all that is there. */
export function knownOf(store: Store): RunKnown {
  const taken = takenAddresses(store);
  return {
    images: sorted(store.all('image').flatMap(({ tags }) => tags)),
    volumes: sorted(
      store
        .all('volume')
        .filter(({ anonymous }) => !anonymous)
        .map(({ name }) => name),
    ),
    networks: store
      .all('network')
      .map(network => networkOf(network, taken.get(network.id) ?? []))
      .sort((a, b) => a.name.localeCompare(b.name)),
    containers: store
      .all('container')
      .map(containerOf)
      .sort((a, b) => Number(b.isRunning) - Number(a.isRunning) || a.name.localeCompare(b.name)),
    isWhole: store.isKnown('container') && store.isKnown('network'),
  };
}

function containerOf({ name, id, state }: Container): RunContainer {
  return { name, id: id.slice(0, 12), isRunning: state === 'running' || state === 'paused' };
}

/** The addresses that containers have, by the id of their network. */
function takenAddresses(store: Store): ReadonlyMap<string, readonly string[]> {
  const taken = new Map<string, string[]>();
  for (const { networkId, ipv4, ipv6 } of store.all('container').flatMap(c => c.networks)) {
    const addresses = taken.get(networkId) ?? [];
    taken.set(networkId, addresses);
    addresses.push(...[ipv4, ipv6].filter(address => address !== ''));
  }
  return taken;
}

function networkOf(network: Network, taken: readonly string[]): RunNetwork {
  const { name, driver, subnets, predefined } = network;
  return {
    name,
    driver,
    subnets: subnets.map(({ subnet }) => subnet),
    taken,
    isUsers: !predefined,
  };
}

/** What the form has to know of the engine; undefined while none is connected. */
export function runEngineOf(host: Host): RunEngine | undefined {
  const { state, endpoint } = host;
  if (state.phase !== 'connected') return undefined;
  const { apiVersion, about } = state.engine;
  return {
    apiVersion,
    os: plain(about.os, 60),
    isLocal: endpoint !== undefined && isOnThisMachine(endpoint),
    hostName: hostName(host),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}
