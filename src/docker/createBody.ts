import { formatKeyValue, parseKeyValue, toRecord } from './keyValue';
import { readMount } from './mount';
import { isUserNetwork } from './networkMode';
import { type PortMap, toPortMap } from './portMap';
import type { QuickRun } from './runArgs';

/** The part of the Engine API's ContainerCreate that a quick run fills. */
export interface CreateBody {
  readonly Image: string;
  readonly Cmd?: string[];
  readonly Env?: string[];
  readonly Labels?: Record<string, string>;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly ExposedPorts?: Record<string, Record<string, never>>;
  readonly Volumes?: Record<string, Record<string, never>>;
  readonly HostConfig: {
    readonly AutoRemove: boolean;
    readonly PublishAllPorts: boolean;
    readonly NetworkMode: string;
    readonly PortBindings?: PortMap;
    readonly Binds?: string[];
  };
  readonly NetworkingConfig?: {
    readonly EndpointsConfig: Record<string, { readonly Aliases: string[] }>;
  };
}

/**
 * What `docker run` would send for the same words. (The name is not in the body: it is the
 * query's `name`. Publishing all needs no list of ports: the engine knows the image's.)
 *
 * @param environment where a bare `-e NAME` takes its value from; without one the engine is told
 *   the name alone, which takes the image's own variable away
 */
export function toCreateBody(
  run: QuickRun,
  environment: Readonly<Record<string, string | undefined>> = {},
): CreateBody {
  const portMap = toPortMap(run.ports);
  const isAttached = !run.detach;
  const attachesStdin = isAttached && run.interactive;
  return {
    Image: run.image,
    ...(run.command.length > 0 && { Cmd: [...run.command] }),
    ...(run.env.length > 0 && { Env: run.env.map(text => resolved(text, environment)) }),
    ...(run.labels && run.labels.length > 0 && { Labels: toRecord(run.labels) }),
    Tty: run.tty,
    OpenStdin: run.interactive,
    StdinOnce: attachesStdin,
    AttachStdin: attachesStdin,
    AttachStdout: isAttached,
    AttachStderr: isAttached,
    ...(run.ports.length > 0 && { ExposedPorts: emptyValues(Object.keys(portMap)) }),
    ...volumesOf(run),
    HostConfig: {
      AutoRemove: run.rm,
      PublishAllPorts: run.publishAll,
      NetworkMode: run.network || 'default',
      ...(run.ports.length > 0 && { PortBindings: portMap }),
      ...bindsOf(run),
    },
    ...networkingOf(run),
  };
}

/** A volume without a name is part of the container's own configuration, not of its host's. */
function volumesOf({ mounts }: QuickRun): Pick<CreateBody, 'Volumes'> {
  const anonymous = mounts.map(readMount).filter(({ kind }) => kind === 'anonymous');
  if (anonymous.length === 0) return {};
  return { Volumes: emptyValues(anonymous.map(({ target }) => target)) };
}

function bindsOf({ mounts }: QuickRun): Pick<CreateBody['HostConfig'], 'Binds'> {
  const binds = mounts.filter(text => readMount(text).kind !== 'anonymous');
  return binds.length === 0 ? {} : { Binds: binds };
}

function networkingOf({
  network = '',
  aliases = [],
}: QuickRun): Pick<CreateBody, 'NetworkingConfig'> {
  if (aliases.length === 0 || !isUserNetwork(network)) return {};
  return { NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [...aliases] } } } };
}

function resolved(text: string, environment: Readonly<Record<string, string | undefined>>): string {
  const { key, value } = parseKeyValue(text);
  return formatKeyValue({ key, value: value ?? environment[key] });
}

function emptyValues(keys: readonly string[]): Record<string, Record<string, never>> {
  return Object.fromEntries(keys.map(key => [key, {}]));
}
