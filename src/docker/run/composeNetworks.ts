import { isUserNetwork } from '../networkMode';
import type { Endpoint } from './createRequest';
import { given } from './given';
import { endpointsOf, networksOf } from './networkingConfig';
import { listOf, type RunSpec } from './spec';

type Networks = Readonly<Record<string, object>>;

interface ComposeNetworks {
  readonly service: object;
  /** The file's own part: networks that are there already. */
  readonly networks: Networks;
}

/** The networks of a service, which Compose finds by their own names. */
export function composeNetworks(spec: RunSpec): ComposeNetworks {
  const [first] = networksOf(spec);
  if (first === undefined || !isUserNetwork(first.target)) {
    const mode = first === undefined || first.target === 'default' ? '' : first.target;
    // Legacy links are between containers of the default bridge.
    const isLinked = mode === '' && listOf(spec, 'link').length > 0;
    const [[, { MacAddress } = {} as Endpoint] = []] = endpointsOf(spec, newest);
    return {
      service: given({ network_mode: isLinked ? 'bridge' : mode, mac_address: MacAddress }),
      networks: {},
    };
  }
  const endpoints = endpointsOf(spec, newest);
  const keys = keysFor(endpoints.map(([target]) => target));
  const own = endpoints.map(([target, endpoint], index) => {
    // Docker's first network is the one that Compose is to connect first.
    const priority = index === 0 && endpoints.length > 1 ? 1 : undefined;
    return [keys.get(target) ?? target, settingsOf(endpoint, priority)] as const;
  });
  const isPlain = own.every(([, settings]) => settings === null);
  return {
    service: { networks: isPlain ? own.map(([key]) => key) : Object.fromEntries(own) },
    networks: Object.fromEntries(
      [...keys].map(([name, key]) => [key, { ...(name !== key && { name }), external: true }]),
    ),
  };
}

/** An API that knows all there is to say of an endpoint. */
const newest = '1.51';

function settingsOf(endpoint: Endpoint, priority: number | undefined): object | null {
  const { IPAMConfig: { IPv4Address, IPv6Address, LinkLocalIPs } = {} } = endpoint;
  const settings = given({
    aliases: [...new Set(endpoint.Aliases)],
    ipv4_address: IPv4Address,
    ipv6_address: IPv6Address,
    link_local_ips: [...new Set(LinkLocalIPs)],
    mac_address: endpoint.MacAddress,
    driver_opts: endpoint.DriverOpts,
    gw_priority: endpoint.GwPriority,
    priority,
  });
  return Object.keys(settings).length === 0 ? null : settings;
}

/** A network may be called anything; Compose wants letters, digits, dots, lines and hyphens. */
function keysFor(names: readonly string[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const key = name.replace(/[^\w.-]+/g, '-');
    const isFree = key !== '' && ![...keys.values()].includes(key);
    keys.set(name, isFree ? key : `network-${index + 1}`);
  }
  return keys;
}
