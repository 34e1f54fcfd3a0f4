export type NetworkMode =
  /** The engine's default network, which is `bridge` on Linux. */
  | { readonly kind: 'default' }
  | { readonly kind: 'bridge' }
  | { readonly kind: 'host' }
  | { readonly kind: 'none' }
  /** Shares the network of another container, named by id or name. */
  | { readonly kind: 'container'; readonly container: string }
  /** Podman's user-space networks, which no network of the list stands for. */
  | { readonly kind: 'rootless'; readonly program: string }
  | { readonly kind: 'network'; readonly network: string };

/** Reads HostConfig.NetworkMode. Empty is the default too: so `docker run` without `--network`. */
export function parseNetworkMode(mode: string): NetworkMode {
  if (mode === '' || mode === 'default') return { kind: 'default' };
  if (mode === 'bridge' || mode === 'host' || mode === 'none') return { kind: mode };
  const [first = '', ...rest] = mode.split(':');
  if (first === 'container') return { kind: 'container', container: rest.join(':') };
  if (first === 'slirp4netns' || first === 'pasta') return { kind: 'rootless', program: first };
  return { kind: 'network', network: mode };
}

/** Whether the container is on a network that users make: only there do aliases and names work. */
export function isUserNetwork(mode: string): boolean {
  return parseNetworkMode(mode).kind === 'network';
}
