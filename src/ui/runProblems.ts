import { l10n } from 'vscode';
import { plain } from '../docker/plainText';
import type { SpecProblem } from '../docker/run/problem';
import { problemSentence, type SentenceKey } from '../docker/run/problemSentence';
import { problemWords } from './problems';

type Word = (args: readonly string[]) => string;
type Words = Partial<Record<SentenceKey, Word>>;

/** What is to be said of a run, and the cure, in one sentence. */
export function runProblemText(problem: SpecProblem): string {
  const { key, args } = problemSentence(problem);
  return words[key](args.map(arg => plain(arg, 200)));
}

/** All of these sentences with `{0}`, `{1}` … left in, for a page that fills them itself. */
export function runProblemTemplates(): Readonly<Record<SentenceKey, string>> {
  const gaps = ['{0}', '{1}', '{2}', '{3}'];
  const templates = Object.entries(words).map(([key, word]) => [key, word(gaps)]);
  return Object.fromEntries(templates) as Record<SentenceKey, string>;
}

const line = {
  'line.notDocker': a => l10n.t('"{0}" is not docker: begin the line with "docker run".', ...a),
  'line.otherCommand': a =>
    l10n.t('"docker {0}" makes no container: use "docker run" or "docker create".', ...a),
  'line.prefix': a =>
    l10n.t('"{0}" in front of docker is left out: Slipway talks to the engine itself.', ...a),
  'line.globals': a =>
    l10n.t(
      '"{0}" chooses an engine, or how to talk to it: it is kept in the line, and Slipway goes on with its own.',
      ...a,
    ),
  'line.before': () =>
    l10n.t('What stands before "docker run" is another command: it is left out.'),
  'line.more': a =>
    l10n.t('"{0}" stands behind the command and is no part of it: it is left out.', ...a),
  'image.missing': () => l10n.t('The image is missing: add its name, such as nginx:1.27.'),
  'command.flag': a =>
    l10n.t(
      '"{0}" stands behind the image, so the program gets it, not Docker. Put it before the image if Docker is meant.',
      ...a,
    ),
} satisfies Words;

const shell = {
  'shell.quote': a => l10n.t('The quote {0} is never closed: add another one at its end.', ...a),
  'shell.escape': a =>
    l10n.t('"{0}" stands at the very end, with nothing to escape: take it out.', ...a),
  'shell.operator': a =>
    l10n.t(
      '"{0}" ends the command for a shell: what stands behind is left out. Quote it if it is meant as text.',
      ...a,
    ),
  'shell.variable': a =>
    l10n.t('A shell would put a value in for {0}: write the value here.', ...a),
  'shell.substitution': a =>
    l10n.t('A shell would run {0} and put in what it prints: write that here.', ...a),
  'shell.tilde': a =>
    l10n.t('A shell would put your home folder in for the "~" of {0}: write the whole path.', ...a),
  'shell.pattern': a =>
    l10n.t(
      'A shell would put file names in for {0} where some fit: quote it if it is meant as it stands.',
      ...a,
    ),
  'shell.nul': () => l10n.t('A command line cannot hold a NUL character: take it out.'),
} satisfies Words;

const option = {
  'option.unknown': a => l10n.t('Docker has no option {0}: did you mean {1}?', ...a),
  'option.unknown.alone': a => l10n.t('Docker has no option {0}: check how it is written.', ...a),
  'option.syntax': a => l10n.t('"{0}" cannot be read as an option: write --name=value.', ...a),
  'option.needsValue': a => l10n.t('{0} needs a value: write one behind it.', ...a),
  'option.boolean': a => l10n.t('"{0}" is neither true nor false: write one of these.', ...a),
  'option.repeated': a => l10n.t('{0} is given several times: only the last one counts.', ...a),
  'option.deprecated': a => l10n.t('Docker has given up {0}: it is better left out.', ...a),
  'option.windows': a => l10n.t('{0} is for Windows containers only: others do without it.', ...a),
  'option.api': a =>
    l10n.t(
      '{0} needs API version {1}, and the engine speaks {2}: leave it out, or update the engine.',
      ...a,
    ),
  'option.runOnly': a =>
    l10n.t('"docker create" has no {0}: leave it out, or use "docker run".', ...a),
  'option.help': () => l10n.t('--help only prints help: without it, the container is made.'),
  'option.file': a =>
    l10n.t('The file {0} is read or written on this machine, not where the engine runs.', ...a),
  'option.conflict': a => l10n.t('{0} and {1} exclude each other: keep one of them.', ...a),
} satisfies Words;

const value = {
  'value.int': a => l10n.t('"{0}" is no whole number: write one such as 10.', ...a),
  'value.range': a => l10n.t('{0} is out of range: use {1} to {2}.', ...a),
  'value.least': a => l10n.t('{0} is too small: use at least {1}.', ...a),
  'value.size': a =>
    l10n.t('"{0}" is no size: write a number and a unit, such as 512m or 2g.', ...a),
  'value.decimal': a => l10n.t('"{0}" is no number: write one such as 1.5.', ...a),
  'value.precise': a => l10n.t('"{0}" has too many decimals: nine are the most.', ...a),
  'value.duration': a =>
    l10n.t('"{0}" is no duration: write a number and a unit, such as 30s or 1m30s.', ...a),
  'value.negative': a => l10n.t('"{0}" is negative: use 0 or more.', ...a),
  'value.ip': a => l10n.t('"{0}" is no IP address: write it as 172.30.0.5 or fd00::5.', ...a),
  'value.family': a => l10n.t('"{0}" is of the wrong kind: an IPv{1} address is needed.', ...a),
  'value.csv': a =>
    l10n.t(
      'The quotes in "{0}" are wrong: put them around a whole field, and double those within.',
      ...a,
    ),
  'value.pair': a => l10n.t('"{0}" has no equals sign: write key=value.', ...a),
  'value.choice': a => l10n.t('"{0}" is not one of the choices: use {1}.', ...a),
  'value.path': a => l10n.t('"{0}" is no absolute path: write the whole path.', ...a),
  'value.relative': a => l10n.t('"{0}" is relative: it begins in the open folder.', ...a),
} satisfies Words;

const single = {
  'attach.stream': a => l10n.t('"{0}" is no stream: use stdin, stdout or stderr.', ...a),
  'addHost.format': a => l10n.t('"{0}" is no host: write name:address.', ...a),
  'device.format': a =>
    l10n.t(
      '"{0}" is no device: write /dev/name, with more behind colons where it is needed.',
      ...a,
    ),
  'device.path': a => l10n.t('"{0}" is no device: its path begins with /dev/.', ...a),
  'device.mode': a => l10n.t('"{0}" is no mode of a device: use r, w and m, each once.', ...a),
  'device.relative': a => l10n.t('"{0}" is relative: write the whole path in the container.', ...a),
  'device.rule': a => l10n.t('"{0}" is no rule: write it as "c 189:* rmw".', ...a),
  'dnsSearch.format': a =>
    l10n.t('"{0}" is no domain: write it as example.com, or "." for none.', ...a),
  'env.here': a =>
    l10n.t('{0} has no value here: it takes that of this machine’s environment.', ...a),
  'env.unset': a =>
    l10n.t(
      '{0} is not set on this machine: the image’s variable is taken away. Write a value, or leave it out.',
      ...a,
    ),
  'expose.colon': a =>
    l10n.t('"{0}" has a colon: write the container’s port alone, or publish it.', ...a),
  'gpus.count': a => l10n.t('"{0}" is no number of GPUs: use all or a number.', ...a),
  'gpus.key': a => l10n.t('"{0}" is no field of --gpus: use {1}.', ...a),
  'gpus.twice': a => l10n.t('"{0}" is given twice: keep one.', ...a),
  'hostname.format': a =>
    l10n.t('"{0}" is too long for a host name: use at most 64 characters.', ...a),
  'label.white': a => l10n.t('The label’s key "{0}" has a space: take it out.', ...a),
  'cpuset.format': a =>
    l10n.t('"{0}" is no list of processors: write numbers and ranges, such as 0-3,7.', ...a),
  'volumesFrom.format': a =>
    l10n.t('"{0}" is no container: write its name, with ":ro" or ":rw" behind it if needed.', ...a),
  'link.format': a => l10n.t('"{0}" is no link: write container:alias.', ...a),
  'link.empty': () => l10n.t('Nothing is linked: write container:alias.'),
  'memory.swapAlone': () =>
    l10n.t('Memory and swap can be limited only with a memory limit: add one.'),
  'memory.swapSmall': a =>
    l10n.t(
      'Memory and swap together ({0}) are less than the memory alone ({1}): raise them.',
      ...a,
    ),
  'memory.reservation': a =>
    l10n.t('The reservation ({0}) is above the memory limit ({1}): lower it.', ...a),
  'mount.key': a => l10n.t('"{0}" is no field of --mount: use {1}.', ...a),
  'mount.pair': a => l10n.t('"{0}" needs a value: write key=value.', ...a),
  'mount.value': a => l10n.t('{0} cannot be "{1}": change it.', ...a),
  'mount.type': () =>
    l10n.t('The type of the mount is empty: write type=bind, type=volume or type=tmpfs.'),
  'mount.types': a => l10n.t('"{0}" is no type of a mount: use {1}.', ...a),
  'mount.noTarget': () => l10n.t('The path in the container is missing: add target=/path.'),
  'mount.noSource': a => l10n.t('A mount of the type {0} needs a source: add source=….', ...a),
  'mount.mixed': a =>
    l10n.t('"{0}" does not go with the type {1}: take it out, or change the type.', ...a),
  'mount.needs': a => l10n.t('"{0}" needs "{1}" too: add it.', ...a),
  'network.name': () => l10n.t('The network has no name: write one.'),
  'network.pair': a => l10n.t('"{0}" needs a value: write key=value.', ...a),
  'network.key': a => l10n.t('"{0}" is no field of --network: use {1}.', ...a),
  'network.driverOption': a =>
    l10n.t('"{0}" is no option of a driver: write driver-opt=key=value.', ...a),
  'network.twice': a => l10n.t('The network "{0}" is given twice: keep one.', ...a),
  'network.mixed': a =>
    l10n.t(
      '"{0}" and "{1}" cannot be joined at once: keep the networks of your own, or that of the engine.',
      ...a,
    ),
  'network.aliases': a =>
    l10n.t('The network "{0}" knows no aliases: choose a network of your own.', ...a),
  'network.address': a =>
    l10n.t('In the network "{0}" no address can be chosen: choose a network of your own.', ...a),
  'network.option': a =>
    l10n.t('{0} does not go with the network "{1}": leave one of them out.', ...a),
  'network.ports': a =>
    l10n.t(
      'With the network "{0}" no ports are published: leave them out, or choose another network.',
      ...a,
    ),
  'port.pair': a => l10n.t('"{0}" needs a value: write published=8080,target=80.', ...a),
  'platform.format': a => l10n.t('"{0}" is no platform: write it as linux/amd64.', ...a),
  'platform.unknown': a =>
    l10n.t(
      'Docker does not know the platform "{0}": write system and processor, such as linux/arm64.',
      ...a,
    ),
  'restart.name': a =>
    l10n.t('Nothing stands before the colon of "{0}": write on-failure:3.', ...a),
  'restart.policy': a => l10n.t('"{0}" is no restart policy: use {1}.', ...a),
  'restart.count': a => l10n.t('"{0}" takes no count: leave it out, or use on-failure.', ...a),
  'restart.remove': a =>
    l10n.t(
      'A container that is removed when it ends cannot start again: leave out --rm or "{0}".',
      ...a,
    ),
  'security.format': a =>
    l10n.t('"{0}" is no security option: write key=value, such as seccomp=unconfined.', ...a),
  'security.file': a =>
    l10n.t('The profile {0} is a file of this machine: its contents are sent to the engine.', ...a),
  'sysctl.name': a =>
    l10n.t(
      '"{0}" is not a kernel setting of a container’s own: use one of net., fs.mqueue. or kernel.shm….',
      ...a,
    ),
  'ulimit.name': a => l10n.t('"{0}" is no limit of a process: use {1}.', ...a),
  'ulimit.many': a => l10n.t('"{0}" has too many parts: write soft:hard.', ...a),
  'ulimit.soft': a => l10n.t('The soft limit {0} is above the hard limit {1}: lower it.', ...a),
  'volume.emptyPiece': a =>
    l10n.t('"{0}" has an empty part: write source:path or source:path:mode.', ...a),
  'volume.drive': a =>
    l10n.t(
      'The first letter of "{0}" is taken for a Windows drive: write a longer name, or the whole path.',
      ...a,
    ),
} satisfies Words;

/** In a run, what has the same code elsewhere means this. */
const words: Readonly<Record<SentenceKey, Word>> = {
  ...problemWords,
  ...line,
  ...shell,
  ...option,
  ...value,
  ...single,
};
