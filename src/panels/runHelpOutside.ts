import { l10n } from 'vscode';
import type { OptionName } from '../docker/run/options';

/** What the options of its networks and files do. */
export const runHelpOutside = {
  network: () =>
    l10n.t(
      'The network it joins: one of your own, bridge, host, none, or container:name to share that one’s. Several may be joined.',
    ),
  'network-alias': () =>
    l10n.t(
      'More names by which others in its network reach it. Containers may share one: then they take turns.',
    ),
  publish: () =>
    l10n.t(
      'Opens a port of the container on the host: 8080:80 leads port 8080 of the host to 80. Put 127.0.0.1: in front to keep others out.',
    ),
  'publish-all': () =>
    l10n.t('Publishes each port that the image exposes, on free ports of the engine’s choice.'),
  expose: () =>
    l10n.t(
      'Says on which ports the program listens. It opens nothing by itself: that is what publishing does.',
    ),
  ip: () =>
    l10n.t(
      'A fixed address in its network. Only in a network of your own that was made with a subnet.',
    ),
  ip6: () =>
    l10n.t(
      'A fixed IPv6 address in its network, such as 2001:db8::33. The network needs an IPv6 subnet.',
    ),
  'link-local-ip': () =>
    l10n.t(
      'More addresses on its network card, of the kind that no router passes on (169.254…, fe80…).',
    ),
  'mac-address': () =>
    l10n.t(
      'The hardware address of its network card, such as 02:42:ac:11:00:02. For licences and DHCP that ask for one.',
    ),
  hostname: () =>
    l10n.t(
      'What the container itself calls its machine. Others do not find it by this: names and aliases are for that.',
    ),
  domainname: () => l10n.t('The domain behind the host name (NIS), which few programs ask for.'),
  'add-host': () =>
    l10n.t(
      'Names the container knows besides, as name:address. “host-gateway” as the address is the host itself.',
    ),
  dns: () => l10n.t('Which servers it asks for names, instead of the engine’s.'),
  'dns-search': () => l10n.t('Domains that are put behind short names; “.” for none.'),
  'dns-option': () => l10n.t('For the resolver, as in resolv.conf: ndots:2, timeout:3 …'),
  link: () =>
    l10n.t(
      'The old way to reach another container by name on the default network. Take a network of your own instead.',
    ),
  volume: () =>
    l10n.t(
      'volume:/path keeps data in a named volume, /host/path:/path shows a folder of the host; “:ro” behind it lets it only be read.',
    ),
  mount: () =>
    l10n.t(
      'The same in full words: type=bind, volume, tmpfs or image, with source, target, readonly and more.',
    ),
  tmpfs: () =>
    l10n.t(
      'A folder in memory, gone when the container stops: /run, or /tmp:size=64m. For secrets, and for what is fast and short-lived.',
    ),
  'volumes-from': () =>
    l10n.t(
      'Mounts all that another container has mounted; “:ro” behind its name lets it only be read.',
    ),
  'volume-driver': () =>
    l10n.t('The plugin that makes the volumes given by --volume. Without one: local.'),
  'read-only': () =>
    l10n.t(
      'Nothing in the container’s own files can be changed; volumes and tmpfs still can. Keeps an intruder from settling in.',
    ),
  'storage-opt': () =>
    l10n.t(
      'For the storage driver, such as size=10G for the container’s own files. Not every driver has it.',
    ),
  'shm-size': () =>
    l10n.t('Size of /dev/shm, such as 1g. Databases and browsers need more than the usual 64m.'),
} satisfies Partial<Record<OptionName, () => string>>;
