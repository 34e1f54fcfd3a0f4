import { isUserNetwork } from '../networkMode';
import { isAtLeast } from './apiVersion';
import type { CreateBody, Endpoint } from './createRequest';
import { isFault } from './fault';
import { given } from './given';
import { type NetworkOption, parseNetworkOption } from './networkOption';
import { listOf, type RunSpec, textOf } from './spec';

/** HostConfig.NetworkMode: the first network. */
export function networkModeOf(spec: RunSpec): string {
  return networksOf(spec)[0]?.target ?? 'default';
}

/** The networks that can be read, in order. */
export function networksOf(spec: RunSpec): readonly NetworkOption[] {
  return listOf(spec, 'network').flatMap(text => {
    const network = parseNetworkOption(text);
    return isFault(network) ? [] : [network];
  });
}

/** The networks, and what is asked of each; none where there is only one, and nothing of it. */
export function networkingConfigOf(
  spec: RunSpec,
  apiVersion: string,
): Pick<CreateBody, 'NetworkingConfig'> {
  const endpoints = endpointsOf(spec, apiVersion);
  const isPlain = endpoints.length === 1 && Object.keys(endpoints[0]?.[1] ?? {}).length === 0;
  return isPlain ? {} : { NetworkingConfig: { EndpointsConfig: Object.fromEntries(endpoints) } };
}

/** What is asked of each network, the first one first. */
export function endpointsOf(
  spec: RunSpec,
  apiVersion: string,
): readonly (readonly [string, Endpoint])[] {
  const [first = { ...none, target: 'default' }, ...others] = networksOf(spec);
  return [
    [first.target, firstEndpoint(spec, first)] as const,
    ...others.map(network => [network.target, endpointOf(network)] as const),
  ].map(([target, endpoint]) => [target, shaped(endpoint, apiVersion)] as const);
}

/** What before API 1.44 was a matter of the container. */
export function macAddressOf(spec: RunSpec): string | undefined {
  const [first] = networksOf(spec);
  return textOf(spec, 'mac-address') || first?.macAddress;
}

const none: Omit<NetworkOption, 'target'> = { aliases: [], driverOptions: {}, linkLocalIps: [] };

/** The options that are not said of any network count for the first. */
function firstEndpoint(spec: RunSpec, network: NetworkOption): Endpoint {
  const own = (texts: readonly string[], others: readonly string[]) =>
    texts.length > 0 ? texts : others;
  const merged: NetworkOption = {
    ...network,
    aliases: own(listOf(spec, 'network-alias'), network.aliases),
    linkLocalIps: own(listOf(spec, 'link-local-ip'), network.linkLocalIps),
    ip: textOf(spec, 'ip') || (network.ip ?? ''),
    ip6: textOf(spec, 'ip6') || (network.ip6 ?? ''),
    macAddress: textOf(spec, 'mac-address') || (network.macAddress ?? ''),
  };
  const links = isUserNetwork(network.target) ? listOf(spec, 'link') : [];
  return { ...endpointOf(merged), ...given({ Links: links }) };
}

function endpointOf(network: NetworkOption): Endpoint {
  const addresses = given({
    IPv4Address: network.ip,
    IPv6Address: network.ip6,
    LinkLocalIPs: network.linkLocalIps,
  });
  return given({
    IPAMConfig: addresses,
    Aliases: network.aliases,
    MacAddress: network.macAddress,
    DriverOpts: network.driverOptions,
    GwPriority: network.gatewayPriority,
  });
}

/** Before API 1.44 the address is the container's. */
function shaped({ MacAddress, ...rest }: Endpoint, apiVersion: string): Endpoint {
  const isHere = isAtLeast(apiVersion, '1.44');
  return { ...rest, ...given({ MacAddress: isHere ? MacAddress : undefined }) };
}
