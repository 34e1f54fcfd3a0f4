import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { Problem, ProblemCode } from '../docker/problem';

/** What is wrong with what was typed, and the cure, in one sentence. */
export function problemText({ code, args = [] }: Problem): string {
  return problemWords[code](args.map(arg => plain(String(arg), 80)));
}

type Words = Readonly<Record<ProblemCode, (args: readonly string[]) => string>>;

const references = {
  'reference.empty': () => l10n.t('Enter the name of an image, such as "nginx:1.27".'),
  'reference.space': () => l10n.t('The name of an image has no spaces: take them out.'),
  'reference.scheme': a => l10n.t('Leave out the part before "://" and write "{0}".', ...a),
  'reference.uppercase': a =>
    l10n.t('A repository has lower-case letters only: write "{0}".', ...a),
  'reference.tooLong': a => l10n.t('The repository has at most {0} characters: shorten it.', ...a),
  'reference.id': () => l10n.t('This is the id of an image: enter a name instead.'),
  'reference.registry': a =>
    l10n.t('"{0}" is no registry: write a host name, with ":port" behind it if needed.', ...a),
  'reference.path': a =>
    l10n.t('"{0}" cannot stand in a repository: use a–z and 0–9, parted by ".", "_" or "-".', ...a),
  'reference.tagMissing': () => l10n.t('Nothing stands behind the colon: add a tag.'),
  'reference.tag': a =>
    l10n.t('"{0}" is no tag: use up to 128 letters, digits, "_", "." and "-".', ...a),
  'reference.digest': a =>
    l10n.t('"{0}" is no digest: it is "sha256:" and 64 hexadecimal digits.', ...a),
  'reference.noDigest': a => l10n.t('A tag cannot have a digest: take out "@{0}".', ...a),
  'reference.format': () => l10n.t('Write the image as "registry/repository:tag".'),
} satisfies Partial<Words>;

const names = {
  'name.empty': () => l10n.t('Enter a name.'),
  'name.short': a => l10n.t('The name has at least {0} characters: lengthen it.', ...a),
  'name.tooLong': a => l10n.t('The name has at most {0} characters: shorten it.', ...a),
  'name.start': a =>
    l10n.t('The name cannot begin with "{0}": begin it with a letter or digit.', ...a),
  'name.characters': a => l10n.t('"{0}" cannot stand in this name: take it out.', ...a),
  'name.taken': a => l10n.t('"{0}" is taken already: choose another name.', ...a),
  'name.predefined': a => l10n.t('"{0}" is the engine’s own network: choose another name.', ...a),
} satisfies Partial<Words>;

const savedNames = {
  'savedName.empty': () => l10n.t('Enter a name.'),
  'savedName.characters': () =>
    l10n.t('Use letters, digits, spaces, "_", "." and "-", and begin with a letter or digit.'),
  'savedName.reserved': () => l10n.t('Windows has this name for itself: choose another.'),
  'savedName.tooLong': () => l10n.t('The name is too long: shorten it.'),
} satisfies Partial<Words>;

const ports = {
  'port.empty': () => l10n.t('Enter a port, such as "8080:80".'),
  'port.missing': () => l10n.t('The container’s port is missing behind the last colon: add it.'),
  'port.number': a => l10n.t('"{0}" is no port: use a number from {1} to {2}.', ...a),
  'port.range': a => l10n.t('The range "{0}" ends before it begins: turn it around.', ...a),
  'port.rangeLengths': a =>
    l10n.t('The ranges differ in length ({0} and {1} ports): make them equal.', ...a),
  'port.protocol': a => l10n.t('"{0}" is no protocol: use tcp, udp or sctp.', ...a),
  'port.ip': a => l10n.t('"{0}" is no IP address: use one of this host, such as 127.0.0.1.', ...a),
  'port.taken': a => l10n.t('Port {0} is published by "{1}" already: choose another.', ...a),
  'port.twice': a => l10n.t('Port {0} is asked for twice: change one of them.', ...a),
} satisfies Partial<Words>;

const subnets = {
  'subnet.empty': () => l10n.t('Enter a subnet, such as 172.30.0.0/16.'),
  'subnet.format': a => l10n.t('"{0}" is no subnet: write it as 172.30.0.0/16.', ...a),
  'subnet.hostBits': a => l10n.t('"{0}" is an address within a subnet: write "{1}".', ...a),
  'subnet.small': a =>
    l10n.t('"{0}" has no room for containers: use a prefix of at most /{1}.', ...a),
  'subnet.overlap': a =>
    l10n.t('"{0}" overlaps {1} of the network "{2}": choose another subnet.', ...a),
  'range.format': a => l10n.t('"{0}" is no range: write it as 172.30.5.0/24.', ...a),
  'range.hostBits': a => l10n.t('"{0}" is an address within a range: write "{1}".', ...a),
  'range.outside': a =>
    l10n.t('The range "{0}" lies outside the subnet {1}: choose one inside.', ...a),
} satisfies Partial<Words>;

const addresses = {
  'address.empty': () => l10n.t('Enter an IP address.'),
  'address.format': a => l10n.t('"{0}" is no IP address: write it as 172.30.0.5 or fd00::5.', ...a),
  'address.family': a => l10n.t('"{0}" is of the wrong kind: an IPv{1} address is needed.', ...a),
  'address.outside': a => l10n.t('"{0}" lies outside {1}: choose an address inside.', ...a),
  'address.network': a =>
    l10n.t('"{0}" is the address of the network {1} itself: choose another.', ...a),
  'address.broadcast': a => l10n.t('"{0}" is the broadcast address of {1}: choose another.', ...a),
  'address.gateway': a => l10n.t('"{0}" is the gateway’s address: choose another.', ...a),
  'address.taken': a => l10n.t('"{0}" belongs to "{1}" already: choose another address.', ...a),
  'mac.format': a => l10n.t('"{0}" is no MAC address: write it as 02:42:ac:11:00:02.', ...a),
  'mac.multicast': a =>
    l10n.t('"{0}" is a multicast address: make the second digit even, such as 02.', ...a),
  'mac.zero': () => l10n.t('A MAC address of zeros only cannot be used: choose another.'),
} satisfies Partial<Words>;

const pairs = {
  'env.name': () => l10n.t('The variable’s name is missing: write NAME=value.'),
  'env.nul': () => l10n.t('A variable cannot hold a NUL character: take it out.'),
  'label.key': () => l10n.t('The label’s key is missing: write key=value.'),
  'label.space': a => l10n.t('The label’s key "{0}" has a space: take it out.', ...a),
  'option.key': () => l10n.t('The option’s key is missing: write key=value.'),
  'option.unknown': a => l10n.t('The local driver has no option "{0}": use one of {1}.', ...a),
  'option.missing': a => l10n.t('The other options need "{0}" too: add it.', ...a),
} satisfies Partial<Words>;

const mounts = {
  'mount.empty': () => l10n.t('Enter a mount, such as "data:/var/lib/data" or "/host/path:/path".'),
  'mount.colons': () => l10n.t('There are too many colons: write source:path:mode.'),
  'mount.source': () => l10n.t('Nothing stands before the colon: add a volume or a host path.'),
  'mount.target': () => l10n.t('Nothing stands behind the colon: add the path in the container.'),
  'mount.relative': a => l10n.t('"{0}" is relative: write the whole path in the container.', ...a),
  'mount.root': () => l10n.t('The container’s root cannot be replaced: choose a folder in it.'),
  'mount.relativeSource': a =>
    l10n.t('"{0}" is relative: write the whole host path, or a volume’s name.', ...a),
  'mount.volumeName': a =>
    l10n.t('"{0}" is no name of a volume: use letters, digits, "_", "." and "-".', ...a),
  'mount.mode': a => l10n.t('"{0}" is no mode of a mount: use ro or rw.', ...a),
  'mount.modeTwice': a => l10n.t('"{0}" and "{1}" exclude each other: keep one of them.', ...a),
  'mount.modeNeedsSource': a =>
    l10n.t('Before ":{0}" only one part stands: write source:path:{0}.', ...a),
  'mount.modeForVolume': a =>
    l10n.t('Only a volume takes "{0}": take it out, or mount a volume.', ...a),
  'mount.modeForBind': a =>
    l10n.t('Only a host path takes "{0}": take it out, or mount a host path.', ...a),
  'mount.twice': a => l10n.t('Two mounts want the path "{0}": change one of them.', ...a),
} satisfies Partial<Words>;

/** The sentence of each code, by what it needs. */
export const problemWords: Words = {
  ...references,
  ...names,
  ...savedNames,
  ...ports,
  ...subnets,
  ...addresses,
  ...pairs,
  ...mounts,
  'signal.empty': () => l10n.t('Enter a signal, such as SIGTERM.'),
  'signal.name': a => l10n.t('"{0}" is no signal: use a name such as SIGTERM.', ...a),
  'signal.number': a => l10n.t('There is no signal {0}: use 1 to 31 or 34 to 64.', ...a),
  'command.quote': a => l10n.t('The quote {0} is never closed: add another one at its end.', ...a),
  'command.escape': () => l10n.t('A backslash stands at the very end: take it out, or double it.'),
  'command.operator': a =>
    l10n.t('Only a shell understands "{0}": quote it, or run sh -c \'…\'.', ...a),
  'command.nul': () => l10n.t('A command cannot hold a NUL character: take it out.'),
};
