import { commandLine } from '../commandLine';
import { parseKeyValue } from '../keyValue';
import type { ContainerConfig, Healthcheck } from './createRequest';
import { formatGoDuration } from './goDuration';
import {
  type FoundOptions,
  type InspectedContainer,
  type InspectedImage,
  pairsBeyond,
  same,
  type Told,
} from './inspected';
import type { RunSpec } from './spec';

type Config = Told<ContainerConfig>;

/** The options behind a container's own configuration: what its image gives is taken off. */
export function configOptions(
  container: InspectedContainer,
  image: InspectedImage | undefined,
): FoundOptions {
  const config = container.Config ?? {};
  const base = image?.Config ?? {};
  return {
    name: container.Name?.replace(/^\//, ''),
    hostname: hostnameOf(container),
    domainname: config.Domainname ?? '',
    ...streamOptions(config),
    tty: config.Tty ?? false,
    interactive: config.OpenStdin ?? false,
    env: variablesBeyond(config.Env ?? [], base.Env ?? []),
    label: pairsBeyond(config.Labels, base.Labels),
    expose: exposedBeyond(container, base),
    user: beyond(config.User, base.User),
    workdir: beyond(config.WorkingDir, base.WorkingDir),
    'stop-signal': beyond(config.StopSignal, base.StopSignal),
    ...(typeof config.StopTimeout === 'number' && { 'stop-timeout': `${config.StopTimeout}` }),
    ...healthOptions(config.Healthcheck ?? {}, base.Healthcheck ?? {}),
  };
}

/**
 * The command behind the options, and the entrypoint before it. With an entrypoint of one's own
 * the image's command does not count; more words than one of it go before the command.
 */
export function processOf(
  container: InspectedContainer,
  image: InspectedImage | undefined,
): Pick<RunSpec, 'command'> & { readonly entrypoint: string | undefined } {
  const { Entrypoint, Cmd } = container.Config ?? {};
  const base = image?.Config ?? {};
  const command = Cmd ?? [];
  const [first = '', ...more] = Entrypoint ?? [];
  const isImages = same(Entrypoint, base.Entrypoint);
  // The image's entrypoint without its command: that comes only of naming the entrypoint.
  const isCut = command.length === 0 && (base.Cmd ?? []).length > 0;
  if (isImages && !isCut) {
    return { entrypoint: undefined, command: same(command, base.Cmd) ? [] : command };
  }
  return { entrypoint: first, command: [...more, ...command] };
}

function hostnameOf({ Id = '', Config, HostConfig }: InspectedContainer): string {
  const hostname = Config?.Hostname ?? '';
  const isEngines = hostname.length === 12 && Id.startsWith(hostname);
  // In the host's or another container's network it is the name of that.
  const isShared = /^(?:host$|container:)/.test(HostConfig?.NetworkMode ?? '');
  return isEngines || (isShared && Id !== '') ? '' : hostname;
}

function streamOptions(config: Config): FoundOptions {
  const streams = [
    ['stdin', config.AttachStdin ?? false],
    ['stdout', config.AttachStdout ?? false],
    ['stderr', config.AttachStderr ?? false],
  ] as const;
  const attached = streams.filter(([, isAttached]) => isAttached).map(([name]) => name);
  if (attached.length === 0) return { detach: true };
  const isInteractive = config.OpenStdin ?? false;
  const isUsual =
    attached.includes('stdout') &&
    attached.includes('stderr') &&
    attached.includes('stdin') === isInteractive;
  return isUsual ? {} : { attach: attached };
}

/** Those that the image does not have so; a bare name where one of the image's is missing. */
function variablesBeyond(own: readonly string[], base: readonly string[]): readonly string[] {
  const names = new Set(own.map(text => parseKeyValue(text).key));
  const gone = base.map(text => parseKeyValue(text).key).filter(name => !names.has(name));
  return [...own.filter(text => !base.includes(text)), ...gone];
}

function exposedBeyond(
  { Config, HostConfig }: InspectedContainer,
  base: Config,
): readonly string[] {
  const published = HostConfig?.PortBindings ?? {};
  return Object.keys(Config?.ExposedPorts ?? {})
    .filter(port => !(port in published) && !(port in (base.ExposedPorts ?? {})))
    .map(port => port.replace(/\/tcp$/, ''));
}

function beyond(own: string | null | undefined, base: string | null | undefined): string {
  return own && own !== base ? own : '';
}

function healthOptions(own: Healthcheck, base: Healthcheck): FoundOptions {
  const [kind = '', ...words] = own.Test ?? [];
  const isOwnTest = !same(own.Test, base.Test);
  if (kind === 'NONE') return isOwnTest ? { 'no-healthcheck': true } : {};
  const command = kind === 'CMD' ? commandLine(words) : (words[0] ?? '');
  const duration = (key: Exclude<keyof Healthcheck, 'Test'>): string => {
    const value = own[key] ?? 0;
    return value === 0 || value === base[key] ? '' : formatGoDuration(value);
  };
  const retries = own.Retries ?? 0;
  return {
    'health-cmd': isOwnTest ? command : '',
    'health-interval': duration('Interval'),
    'health-timeout': duration('Timeout'),
    'health-start-period': duration('StartPeriod'),
    'health-start-interval': duration('StartInterval'),
    'health-retries': retries === 0 || retries === base.Retries ? '' : `${retries}`,
  };
}
