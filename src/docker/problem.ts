/**
 * What is wrong with something the user typed. The editor words the code; `args` are the
 * values its sentence needs, the offending piece and the cure first among them.
 * Args come from the input as they are: make them visible with `plain` before showing them.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly args?: readonly (string | number)[];
  /** Which part of a larger whole is meant: `name`, `ports`, `mounts` … of a quick run. */
  readonly at?: string;
}

/** The comment behind a code names its args. */
export type ProblemCode =
  // Image references
  | 'reference.empty'
  | 'reference.space'
  | 'reference.scheme' // the same without `https://`
  | 'reference.uppercase' // the repository in lower case
  | 'reference.tooLong' // the greatest length
  | 'reference.id' // 64 hexadecimal digits: an id, not a name
  | 'reference.registry' // the registry part
  | 'reference.path' // the component that is wrong
  | 'reference.tagMissing' // nothing behind the colon
  | 'reference.tag' // the tag
  | 'reference.digest' // the digest
  | 'reference.noDigest' // a digest where a tag is given a name
  | 'reference.format'
  // Names of containers, volumes, networks
  | 'name.empty'
  | 'name.short' // the least length
  | 'name.tooLong' // the greatest length
  | 'name.start' // the first character
  | 'name.characters' // the first wrong character
  | 'name.taken' // the name
  | 'name.predefined' // the name: one of the engine's own networks
  // Names of saved runs: they are names of files
  | 'savedName.empty'
  | 'savedName.characters'
  | 'savedName.reserved' // Windows has it for itself
  | 'savedName.tooLong'
  // Published ports
  | 'port.empty'
  | 'port.missing' // no container port behind the last colon
  | 'port.number' // the piece that is no port, least, greatest
  | 'port.range' // the range whose end is below its start
  | 'port.rangeLengths' // ports on the host's side, on the container's side
  | 'port.protocol' // the protocol
  | 'port.ip' // the address
  | 'port.taken' // the host port, who publishes it
  | 'port.twice' // the host port
  // Subnets and addresses
  | 'subnet.empty'
  | 'subnet.format' // the text
  | 'subnet.hostBits' // the text, what it should be
  | 'subnet.small' // the subnet, the longest prefix that still works
  | 'subnet.overlap' // the text, the other subnet, its network
  | 'range.format' // the text
  | 'range.hostBits' // the text, what it should be
  | 'range.outside' // the text, the subnet
  | 'address.empty'
  | 'address.format' // the text
  | 'address.family' // the text, 4 or 6: the family that is needed
  | 'address.outside' // the text, the subnets
  | 'address.network' // the text, the subnet
  | 'address.broadcast' // the text, the subnet
  | 'address.gateway' // the text
  | 'address.taken' // the text, who has it
  | 'mac.format' // the text
  | 'mac.multicast' // the text
  | 'mac.zero'
  // NAME=value
  | 'env.name'
  | 'env.nul'
  | 'label.key'
  | 'label.space' // the key
  | 'option.key'
  | 'option.unknown' // the key, the keys that the local driver knows
  | 'option.missing' // the key that the others ask for
  // Mounts
  | 'mount.empty'
  | 'mount.colons'
  | 'mount.source' // nothing before the first colon
  | 'mount.target' // nothing behind the first colon
  | 'mount.relative' // the container's path, which is not absolute
  | 'mount.root' // the container's root
  | 'mount.relativeSource' // the source: neither a volume's name nor an absolute path
  | 'mount.volumeName' // the source: an invalid name of a volume
  | 'mount.mode' // the unknown mode
  | 'mount.modeTwice' // the modes that exclude each other
  | 'mount.modeNeedsSource' // the mode: options without a source before the path
  | 'mount.modeForVolume' // the mode, which only a named volume takes
  | 'mount.modeForBind' // the mode, which only a path of the host takes
  | 'mount.twice' // the container's path
  // Signals
  | 'signal.empty'
  | 'signal.name' // the text
  | 'signal.number' // the number
  // Command lines and runs
  | 'command.quote' // the quote that is never closed
  | 'command.escape' // a backslash at the very end
  | 'command.operator' // the operator, which only a shell understands
  | 'command.nul';

/** Makes a problem; without args where there are none, so that results compare easily. */
export function problem(code: ProblemCode, ...args: readonly (string | number)[]): Problem {
  return args.length === 0 ? { code } : { code, args };
}
