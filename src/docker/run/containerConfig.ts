import { parseKeyValue, toRecord } from '../keyValue';
import type { ContainerConfig, Healthcheck } from './createRequest';
import { isFault, sound } from './fault';
import { given } from './given';
import { parseGoDuration } from './goDuration';
import { parseGoInt } from './goNumber';
import type { TextName } from './options';
import { parseExpose, publishedPorts } from './publish';
import { isOn, listOf, type RunSpec, textOf } from './spec';
import { parseVolume } from './volume';

/** The part of the create request that goes with the container wherever it runs. */
export function containerConfigOf(spec: RunSpec): ContainerConfig {
  const { entrypoint, 'stop-timeout': stopTimeout } = spec.options;
  return {
    ...given({
      Hostname: textOf(spec, 'hostname'),
      Domainname: textOf(spec, 'domainname'),
      User: textOf(spec, 'user'),
      ...streamsOf(spec),
      ExposedPorts: exposedPorts(spec),
      Tty: isOn(spec, 'tty'),
      OpenStdin: isOn(spec, 'interactive'),
      Env: variablesOf(spec),
      Cmd: spec.command,
      Healthcheck: healthcheckOf(spec),
      Volumes: anonymousVolumes(spec),
      WorkingDir: textOf(spec, 'workdir'),
      Labels: toRecord(listOf(spec, 'label')),
      StopSignal: textOf(spec, 'stop-signal'),
    }),
    Image: spec.image,
    // An empty one says: not the image's. So it is more than none at all.
    ...(entrypoint !== undefined && { Entrypoint: [entrypoint] }),
    ...(stopTimeout !== undefined && { StopTimeout: parseGoInt(stopTimeout) ?? 0 }),
  };
}

/** Each name once, the last value: the CLI makes a map of them (and forgets their order). */
function variablesOf(spec: RunSpec): readonly string[] {
  const pairs = new Map(listOf(spec, 'env').map(text => [parseKeyValue(text).key, text]));
  return [...pairs.values()];
}

/** Which streams `docker run` stays at. */
function streamsOf(
  spec: RunSpec,
): Pick<ContainerConfig, 'AttachStdin' | 'AttachStdout' | 'AttachStderr' | 'StdinOnce'> {
  if (isDetached(spec)) return {};
  const streams = listOf(spec, 'attach').map(stream => stream.toLowerCase());
  const isInteractive = isOn(spec, 'interactive');
  const attachesStdin = isInteractive || streams.includes('stdin');
  return {
    AttachStdin: attachesStdin,
    AttachStdout: streams.length === 0 || streams.includes('stdout'),
    AttachStderr: streams.length === 0 || streams.includes('stderr'),
    StdinOnce: isInteractive && attachesStdin,
  };
}

/** `docker create` knows no `--detach`. */
export function isDetached(spec: RunSpec): boolean {
  return spec.action === 'run' && isOn(spec, 'detach');
}

function exposedPorts(spec: RunSpec): Record<string, Record<string, never>> {
  const exposed = listOf(spec, 'expose').flatMap(text => sound(parseExpose(text)) ?? []);
  return emptyValues([...Object.keys(publishedPorts(listOf(spec, 'publish'))), ...exposed]);
}

function anonymousVolumes(spec: RunSpec): Record<string, Record<string, never>> {
  const targets = listOf(spec, 'volume').filter(text => {
    const volume = parseVolume(text);
    return !isFault(volume) && volume.source === '';
  });
  return emptyValues(targets);
}

function healthcheckOf(spec: RunSpec): Healthcheck {
  if (isOn(spec, 'no-healthcheck')) return { Test: ['NONE'] };
  const command = textOf(spec, 'health-cmd');
  return given({
    Test: command === '' ? [] : ['CMD-SHELL', command],
    Interval: duration(spec, 'health-interval'),
    Timeout: duration(spec, 'health-timeout'),
    StartPeriod: duration(spec, 'health-start-period'),
    StartInterval: duration(spec, 'health-start-interval'),
    Retries: parseGoInt(textOf(spec, 'health-retries')),
  });
}

function duration(spec: RunSpec, name: TextName): number | undefined {
  return parseGoDuration(textOf(spec, name));
}

function emptyValues(keys: readonly string[]): Record<string, Record<string, never>> {
  return Object.fromEntries(keys.map(key => [key, {}]));
}
