import { isUserNetwork } from '../networkMode';
import { isAtLeast } from './apiVersion';
import { toCreateRequest } from './create';
import type { ContainerUpdate, Endpoint } from './createRequest';
import { given } from './given';
import { same } from './inspected';
import { askedEndpoints } from './inspectedNetworks';
import { endpointsOf, macAddressOf, networkModeOf } from './networkingConfig';
import type { OptionName } from './options';
import type { Replaced } from './replacement';
import { textOf } from './spec';

/** What the engine changes of a container as it is. */
export interface LiveChange {
  readonly update: ContainerUpdate;
  /** Empty: it keeps its name. */
  readonly name: string;
  /** Networks to leave, with what was asked of them; one with other wishes is left and joined. */
  readonly leaves: Readonly<Record<string, Endpoint>>;
  readonly joins: Readonly<Record<string, Endpoint>>;
}

/** Options by what the engine updates. A limit of nought it takes for none given. */
const limits = {
  memory: 'Memory',
  'memory-swap': 'MemorySwap',
  'memory-reservation': 'MemoryReservation',
  cpus: 'NanoCpus',
  'cpu-shares': 'CpuShares',
  'cpu-period': 'CpuPeriod',
  'cpu-quota': 'CpuQuota',
  'cpu-rt-period': 'CpuRealtimePeriod',
  'cpu-rt-runtime': 'CpuRealtimeRuntime',
  'cpuset-cpus': 'CpusetCpus',
  'cpuset-mems': 'CpusetMems',
  'blkio-weight': 'BlkioWeight',
} as const satisfies Partial<Record<OptionName, keyof ContainerUpdate>>;
type Limit = keyof typeof limits;

const networkOptions: readonly string[] = [
  'network',
  'network-alias',
  'ip',
  'ip6',
  'link-local-ip',
];

/**
 * The part of a change that needs no new container, and the differences that do.
 *
 * @param differences all that differ
 */
export function liveChange<D extends string>(
  replaced: Replaced,
  differences: readonly D[],
): { readonly live: LiveChange; readonly rest: readonly D[] } {
  const { wanted, apiVersion } = replaced;
  const { HostConfig } = toCreateRequest(wanted, apiVersion).body;
  const areNetworksLive = canMove(replaced);
  // A limit once set the engine cannot lift: nought means none given.
  const isLimit = (name: string): boolean =>
    name in limits && Boolean(HostConfig[limits[name as Limit]]);
  const rest = differences.filter(name => {
    if (name === 'name' || name === 'restart' || name === 'pids-limit') return false;
    if (networkOptions.includes(name)) return !areNetworksLive;
    return !isLimit(name);
  });
  const isNamed = differences.some(name => name === 'name');
  const areNetworks = differences.some(name => networkOptions.includes(name));
  return {
    live: {
      update: updateTo(replaced, differences),
      name: isNamed ? textOf(wanted, 'name') : '',
      ...(areNetworks ? moves(replaced) : { leaves: {}, joins: {} }),
    },
    rest,
  };
}

function updateTo(
  { wanted, apiVersion }: Replaced,
  differences: readonly string[],
): ContainerUpdate {
  const { HostConfig } = toCreateRequest(wanted, apiVersion).body;
  const keys = Object.entries(limits)
    .filter(([name]) => differences.includes(name))
    .map(([, key]) => key);
  const isMemory = differences.includes('memory');
  const swap = HostConfig.MemorySwap ?? 2 * (HostConfig.Memory ?? 0);
  return {
    ...given(Object.fromEntries(keys.map(key => [key, HostConfig[key]]))),
    // The engine's own measure, which it does not take again by itself.
    ...(isMemory && { MemorySwap: swap }),
    ...(differences.includes('pids-limit') && { PidsLimit: HostConfig.PidsLimit ?? 0 }),
    ...(differences.includes('restart') && { RestartPolicy: HostConfig.RestartPolicy }),
  };
}

/** Between networks of users; the first one stays, for the engine never forgets that. */
function canMove({ old, wanted, apiVersion }: Replaced): boolean {
  const mode = networkModeOf(wanted);
  if (mode !== networkModeOf(old) || !isUserNetwork(mode)) return false;
  // Before API 1.44 the address is the container's.
  return isAtLeast(apiVersion, '1.44') || macAddressOf(old) === macAddressOf(wanted);
}

function moves({
  container,
  old,
  wanted,
  apiVersion,
}: Replaced): Pick<LiveChange, 'leaves' | 'joins'> {
  const asked = askedEndpoints(container, apiVersion);
  const before = new Map(endpointsOf(old, apiVersion));
  const after = new Map(endpointsOf(wanted, apiVersion));
  const isOther = (name: string): boolean => !same(before.get(name), after.get(name));
  const leaves = [...before].filter(([name]) => name in asked && isOther(name));
  const joins = [...after].filter(([name]) => isOther(name));
  return {
    leaves: Object.fromEntries(leaves.map(([name, endpoint]) => [name, asked[name] ?? endpoint])),
    joins: Object.fromEntries(joins),
  };
}
