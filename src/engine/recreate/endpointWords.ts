import type { Endpoint } from '../../docker/run/createRequest';

/** The options of `docker network connect` that say the same, as far as there are any. */
export function endpointWords({
  IPAMConfig = {},
  Aliases = [],
  Links = [],
  DriverOpts = {},
}: Endpoint): readonly string[] {
  const { IPv4Address = '', IPv6Address = '', LinkLocalIPs = [] } = IPAMConfig;
  const pairs: readonly (readonly [string, string])[] = [
    ['--ip', IPv4Address],
    ['--ip6', IPv6Address],
    ...LinkLocalIPs.map(ip => ['--link-local-ip', ip] as const),
    ...Aliases.map(alias => ['--alias', alias] as const),
    ...Links.map(link => ['--link', link] as const),
    ...Object.entries(DriverOpts).map(
      ([key, value]) => ['--driver-opt', `${key}=${value}`] as const,
    ),
  ];
  return pairs.filter(([, value]) => value !== '').flat();
}
