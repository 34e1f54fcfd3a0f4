import { isUserNetwork } from '../networkMode';
import { bracketed } from '../ports';
import { isAtLeast } from './apiVersion';
import type { Endpoint } from './createRequest';
import { writeCsv } from './csv';
import { given } from './given';
import {
  type FoundOptions,
  type InspectedContainer,
  type InspectedEndpoint,
  pairsBeyond,
  type Told,
} from './inspected';

/** The options behind a container's networks and published ports. */
export function networkOptions(container: InspectedContainer): FoundOptions {
  const mode = networkModeFound(container);
  const networks = container.NetworkSettings?.Networks ?? {};
  const isDefault = mode === '' || mode === 'default' || mode === 'bridge';
  const first = (isDefault ? (networks['default'] ?? networks['bridge']) : networks[mode]) ?? {};
  const others = isUserNetwork(mode)
    ? Object.entries(networks).filter(([name]) => name !== mode)
    : [];
  const isPlain = !first.GwPriority && pairsBeyond(first.DriverOpts).length === 0;
  const told = isPlain ? mode : longForm(mode, first, macAddressOf(first, container), container);
  const isNamed = !isDefault && told !== mode;
  return {
    network: [
      ...(isDefault ? [] : [told]),
      ...others.map(([name, endpoint]) =>
        longForm(name, endpoint ?? {}, ownAddressOf(endpoint ?? {}, container), container),
      ),
    ],
    ...(isNamed ? {} : shortForm(first, container)),
    'mac-address': isNamed ? '' : macAddressOf(first, container),
    link: linksOf(first, container),
    publish: publishedBy(container),
  };
}

/**
 * HostConfig.NetworkMode, a user's network by its name: the engine keeps the id where it was asked
 * for by that, and also the name of one that the container has left since.
 */
export function networkModeFound({ HostConfig, NetworkSettings }: InspectedContainer): string {
  const mode = HostConfig?.NetworkMode ?? '';
  const networks = Object.entries(NetworkSettings?.Networks ?? {});
  if (!isUserNetwork(mode) || networks.some(([name]) => name === mode)) return mode;
  const byId = networks.find(([, endpoint]) => endpoint?.NetworkID?.startsWith(mode));
  return (byId ?? networks[0])?.[0] ?? mode;
}

/** All that was asked of each network that a container is in, also what no option can say. */
export function askedEndpoints(
  container: InspectedContainer,
  apiVersion: string,
): Readonly<Record<string, Endpoint>> {
  const hasOwnMac = isAtLeast(apiVersion, '1.44');
  const mode = networkModeFound(container);
  const first = isUserNetwork(mode) ? mode : 'bridge';
  const macOf = (name: string, endpoint: InspectedEndpoint): string =>
    name === first ? macAddressOf(endpoint, container) : keptAddressOf(endpoint);
  const pairs = Object.entries(container.NetworkSettings?.Networks ?? {}).map(([name, found]) => {
    const endpoint = found ?? {};
    const { IPv4Address, IPv6Address, LinkLocalIPs } = endpoint.IPAMConfig ?? {};
    const asked = given({
      IPAMConfig: given({ IPv4Address, IPv6Address, LinkLocalIPs }),
      Links: endpoint.Links ?? [],
      Aliases: aliasesOf(endpoint, container),
      MacAddress: hasOwnMac ? macOf(name, endpoint) : '',
      DriverOpts: endpoint.DriverOpts ?? {},
      GwPriority: endpoint.GwPriority ?? 0,
    });
    return [name, asked] as const;
  });
  return Object.fromEntries(pairs);
}

function shortForm(endpoint: Told<Endpoint>, container: InspectedContainer): FoundOptions {
  const addresses = endpoint.IPAMConfig ?? {};
  return {
    'network-alias': aliasesOf(endpoint, container),
    ip: addresses.IPv4Address ?? '',
    ip6: addresses.IPv6Address ?? '',
    'link-local-ip': addresses.LinkLocalIPs ?? [],
  };
}

/**
 * `name=…,alias=…`; the name alone where nothing is asked of the network. The CLI makes the long
 * form lower case, so what has capitals in it cannot be said so, and the name is the most there is.
 */
function longForm(
  name: string,
  endpoint: Told<Endpoint>,
  mac: string,
  container: InspectedContainer,
): string {
  const addresses = endpoint.IPAMConfig ?? {};
  const fields = [
    `name=${name}`,
    ...aliasesOf(endpoint, container).map(alias => `alias=${alias}`),
    ...(addresses.IPv4Address ? [`ip=${addresses.IPv4Address}`] : []),
    ...(addresses.IPv6Address ? [`ip6=${addresses.IPv6Address}`] : []),
    ...(addresses.LinkLocalIPs ?? []).map(address => `link-local-ip=${address}`),
    ...(mac === '' ? [] : [`mac-address=${mac}`]),
    ...pairsBeyond(endpoint.DriverOpts).map(pair => `driver-opt=${pair}`),
    ...(endpoint.GwPriority ? [`gw-priority=${endpoint.GwPriority}`] : []),
  ];
  const text = writeCsv(fields);
  return fields.length === 1 || text !== text.toLowerCase() ? name : text;
}

/** Before 25.0 the engine put the short id among them. */
function aliasesOf(
  { Aliases }: Told<Endpoint>,
  { Id = '' }: InspectedContainer,
): readonly string[] {
  return (Aliases ?? []).filter(alias => alias.length !== 12 || !Id.startsWith(alias));
}

/** What was asked for the first network, also by an old engine's way. */
function macAddressOf(endpoint: Told<Endpoint>, container: InspectedContainer): string {
  return container.Config?.MacAddress || ownAddressOf(endpoint, container);
}

/** While a container runs, its networks tell an address that nobody asked for too. */
function ownAddressOf(endpoint: Told<Endpoint>, { State }: InspectedContainer): string {
  return State?.Running ? '' : (endpoint.MacAddress ?? '');
}

/**
 * Of a network that is not the first, the engine tells only what address it has while it runs. Up
 * to 27 one that nobody asked for is made of the IPv4 address, and has to change with it; later ones
 * are random, and may as well stay.
 */
function keptAddressOf({ MacAddress, IPAddress = '' }: InspectedEndpoint): string {
  const bytes = [0x02, 0x42, ...IPAddress.split('.').map(Number)];
  const made = bytes.map(byte => byte.toString(16).padStart(2, '0')).join(':');
  return MacAddress && MacAddress !== made ? MacAddress : '';
}

/** Of the default network `/db:/web/alias`, of others `db:alias`. */
function linksOf(endpoint: Told<Endpoint>, { HostConfig }: InspectedContainer): readonly string[] {
  const links = HostConfig?.Links ?? endpoint.Links ?? [];
  return links.map(link => link.replace(/^\/([^:]*):.*\/([^/]*)$/, '$1:$2'));
}

function publishedBy({ HostConfig }: InspectedContainer): readonly string[] {
  return Object.entries(HostConfig?.PortBindings ?? {}).flatMap(([key, bindings]) => {
    const port = key.replace(/\/tcp$/, '');
    const all =
      bindings === null || bindings.length === 0 ? [{ HostIp: '', HostPort: '' }] : bindings;
    return all.map(({ HostIp = '', HostPort = '' }) => {
      if (HostIp !== '') return `${bracketed(HostIp)}:${HostPort}:${port}`;
      return HostPort === '' ? port : `${HostPort}:${port}`;
    });
  });
}
