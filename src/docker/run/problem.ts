import type { ProblemCode } from '../problem';
import type { OptionName } from './options';

/**
 * What is to be said of a run. `error`: Docker refuses it. `warning`: it may not do what was meant.
 * `info`: worth knowing. The editor words the code; `args` are what its sentence needs.
 */
export interface SpecProblem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: RunCode | ProblemCode;
  readonly args?: readonly (string | number)[];
  /** What is meant: an option, and of a list its how manieth value; or another part. */
  readonly option?: OptionName;
  readonly index?: number;
  readonly part?: 'image' | 'command' | 'unknown';
}

/** A problem with its place in the text. */
export interface RunProblem extends SpecProblem {
  /** Offsets into the text, the end not included. */
  readonly start: number;
  readonly end: number;
}

/** The comment behind a code names its args. */
export type RunCode =
  // The line
  | 'line.notDocker' // the first word
  | 'line.otherCommand' // the docker command that is neither run nor create
  | 'line.prefix' // the word before docker, such as sudo
  | 'line.globals' // the options of docker itself
  | 'line.before' // other commands before it
  | 'line.more' // what stands behind the command and is no part of it
  | 'image.missing'
  | 'command.flag' // the flag that stands behind the image
  // What a shell would do
  | 'shell.quote' // the quote that is never closed
  | 'shell.escape' // the character that escapes nothing, at the end
  | 'shell.operator' // the operator that ends the command
  | 'shell.variable' // the variable
  | 'shell.substitution' // the command
  | 'shell.tilde' // the word
  | 'shell.pattern' // the word with `*`, `?` or `[`
  | 'shell.nul'
  // Options
  | 'option.unknown' // the flag, the one most like it
  | 'option.syntax' // the word
  | 'option.needsValue' // the flag
  | 'option.boolean' // the value
  | 'option.repeated' // the flag: only the last one counts
  | 'option.deprecated' // the flag
  | 'option.windows' // the flag
  | 'option.api' // the flag, the API version it needs, the one that is there
  | 'option.runOnly' // the flag that create does not have
  | 'option.help'
  | 'option.file' // the file on the client's machine
  | 'option.conflict' // the flag, the flag it cannot be with
  // Values
  | 'value.int' // the text
  | 'value.range' // the number, least, greatest
  | 'value.least' // the number, least
  | 'value.size' // the text
  | 'value.decimal' // the text
  | 'value.precise' // the text
  | 'value.duration' // the text
  | 'value.negative' // the text
  | 'value.ip' // the text
  | 'value.family' // the text, 4 or 6
  | 'value.csv' // the text whose quotes are wrong
  | 'value.pair' // the text without an equals sign
  | 'value.choice' // the text, what there is to choose from
  | 'value.path' // the path that should be absolute
  | 'value.relative' // the path that is resolved in the folder of the command line
  // Single options
  | 'attach.stream' // the text
  | 'addHost.format' // the text
  | 'cpuset.format' // the text that is no list of numbers and ranges
  | 'device.format' // the text
  | 'device.path' // the path that is not below /dev
  | 'device.mode' // the mode
  | 'device.relative' // the container's path
  | 'device.rule' // the text
  | 'dnsSearch.format' // the text
  | 'env.here' // the name whose value comes from the surroundings
  | 'env.unset' // the name that is not set there: the image's variable is taken away
  | 'expose.colon' // the text
  | 'gpus.count' // the text
  | 'gpus.key' // the key, the known ones
  | 'gpus.twice' // the key
  | 'hostname.format' // the text
  | 'label.white' // the key
  | 'link.format' // the text
  | 'link.empty'
  | 'memory.swapAlone' // memory-swap without memory
  | 'memory.swapSmall' // the swap, the memory
  | 'memory.reservation' // the reservation, the memory
  | 'mount.key' // the key, the known ones
  | 'mount.pair' // the field
  | 'mount.value' // the key, the value
  | 'mount.type'
  | 'mount.types' // the type, the known ones
  | 'mount.noTarget'
  | 'mount.noSource' // the type
  | 'mount.mixed' // the options, the type
  | 'mount.needs' // the option, what it needs
  | 'network.name'
  | 'network.pair' // the field
  | 'network.key' // the key, the known ones
  | 'network.driverOption' // the text
  | 'network.twice' // the network
  | 'network.mixed' // a network of the user's and one of the engine's own
  | 'network.aliases' // the network, where there are none
  | 'network.address' // the network, where addresses cannot be chosen
  | 'network.option' // the flag, the network mode it cannot be with
  | 'network.ports' // the network mode, in which ports are not published
  | 'port.pair' // the field
  | 'platform.format' // the text
  | 'platform.unknown' // the text
  | 'restart.name' // the text
  | 'restart.policy' // the name, the known ones
  | 'restart.count' // the name, which takes no count
  | 'restart.remove' // the policy, with --rm
  | 'security.format' // the text
  | 'security.file' // the file whose contents the command line would send
  | 'sysctl.name' // the text
  | 'ulimit.name' // the name, the known ones
  | 'ulimit.many' // the limits
  | 'ulimit.soft' // soft, hard
  | 'volumesFrom.format' // the text
  | 'volume.emptyPiece' // the text
  | 'volume.drive'; // the text whose first letter is taken for a drive
