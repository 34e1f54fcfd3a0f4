import { isUserNetwork, parseNetworkMode } from '../networkMode';
import { isAtLeast } from './apiVersion';
import { toCreateRequest } from './create';
import type { CreateBody, CreateRequest, Endpoint, HostConfig } from './createRequest';
import { sound } from './fault';
import { given } from './given';
import { type InspectedContainer, type MountPoint, same } from './inspected';
import { askedEndpoints } from './inspectedNetworks';
import { type Mount, parseMountOption } from './mountOption';
import { endpointsOf, networkModeOf } from './networkingConfig';
import { listOf, type RunSpec } from './spec';
import { parseVolume } from './volume';

/** A container, what it was asked for, and what is wanted instead. */
export interface Replaced {
  readonly container: InspectedContainer;
  readonly old: RunSpec;
  readonly wanted: RunSpec;
  readonly apiVersion: string;
}

/** What the container that takes its place is made of. */
export interface Making {
  readonly request: CreateRequest;
  /** The networks that it is put into afterwards: before API 1.44 it is made with one. */
  readonly joins: Readonly<Record<string, Endpoint>>;
}

/**
 * The request for a container in the place of another: what is wanted, and of what no option says
 * (or says less exactly) all that the other has.
 */
export function makingOf(replaced: Replaced): Making {
  const { wanted, apiVersion } = replaced;
  const { body, ...rest } = toCreateRequest(wanted, apiVersion);
  const { NetworkingConfig: _, ...config } = body;
  const { mode, endpoints } = networksWanted(replaced);
  const [first, ...others] = Object.entries(endpoints);
  const isTogether = isAtLeast(apiVersion, '1.44');
  const one = first && Object.keys(first[1]).length > 0 ? [first] : [];
  const created = isTogether && others.length > 0 ? endpoints : Object.fromEntries(one);
  const HostConfig = { ...hostOf(replaced, body.HostConfig), NetworkMode: mode };
  return {
    request: {
      ...rest,
      body: {
        ...config,
        ...processKept(replaced, body),
        HostConfig,
        ...given({ NetworkingConfig: given({ EndpointsConfig: created }) }),
      } as CreateBody,
    },
    joins: isTogether ? {} : Object.fromEntries(others),
  };
}

interface NetworksWanted {
  readonly mode: string;
  /** The first network leads. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

function networksWanted({ container, old, wanted, apiVersion }: Replaced): NetworksWanted {
  const mode = networkModeOf(wanted);
  const { kind } = parseNetworkMode(mode);
  const isMember = kind === 'network' || kind === 'default' || kind === 'bridge';
  if (!isMember) return { mode, endpoints: {} };
  const asked = askedEndpoints(container, apiVersion);
  const before = new Map(endpointsOf(old, apiVersion).map(([name, it]) => [listed(name), it]));
  const after = endpointsOf(wanted, apiVersion);
  const isKept = ([name, endpoint]: readonly [string, Endpoint]): boolean =>
    asked[listed(name)] !== undefined && same(before.get(listed(name)), endpoint);
  const said = after.map(pair => [pair[0], (isKept(pair) && asked[listed(pair[0])]) || pair[1]]);
  const named = new Set([...before.keys(), ...after.map(([name]) => listed(name))]);
  // Beside the default network no option says them.
  const unsaid = Object.entries(asked).filter(([name]) => !named.has(name));
  return { mode, endpoints: Object.fromEntries([...said, ...unsaid]) };
}

/** As the engine lists it. */
function listed(network: string): string {
  return isUserNetwork(network) ? network : 'bridge';
}

/** What the engine fills in by settings that may have changed since. */
const filledIn = ['CgroupnsMode', 'IpcMode', 'Runtime', 'LogConfig', 'ShmSize'] as const;

function hostOf(replaced: Replaced, host: HostConfig): HostConfig {
  const { container, old, apiVersion } = replaced;
  const found = container.HostConfig ?? {};
  const before = toCreateRequest(old, apiVersion).body.HostConfig;
  const kept = filledIn
    .filter(key => before[key] === undefined && host[key] === undefined)
    .map(key => [key, found[key]] as const);
  const { ContainerIDFile: _, ...rest } = host;
  return {
    ...rest,
    ...given(Object.fromEntries(kept)),
    ...given({ Mounts: mountsKept(replaced) }),
  };
}

/** As they were asked for; a volume without a name by the name that it got, or it would be empty. */
function mountsKept({ container, old, wanted }: Replaced): readonly Mount[] {
  const before = listOf(old, 'mount');
  return listOf(wanted, 'mount').flatMap(text => {
    const at = before.indexOf(text);
    const mount = (at < 0 ? undefined : container.HostConfig?.Mounts?.[at]) ?? parsed(text);
    if (!mount) return [];
    const isNameless = mount.Type === 'volume' && !mount.Source;
    const name = at >= 0 && isNameless ? volumeAt(container, mount.Target)?.Name : undefined;
    return [{ ...mount, ...given({ Source: name ?? mount.Source }) }];
  });
}

function parsed(text: string): Mount | undefined {
  return sound(parseMountOption(text));
}

export function volumeAt({ Mounts }: InspectedContainer, target: string): MountPoint | undefined {
  const path = bare(target);
  return Mounts?.find(
    ({ Type, Destination = '' }) => Type === 'volume' && bare(Destination) === path,
  );
}

/** The names of the volumes that a request mounts. */
export function volumesOf({ HostConfig }: CreateBody): ReadonlySet<string> {
  const binds = (HostConfig.Binds ?? []).map(text => sound(parseVolume(text))?.source ?? '');
  const mounts = (HostConfig.Mounts ?? [])
    .filter(({ Type }) => Type === 'volume')
    .map(({ Source = '' }) => Source);
  return new Set([...binds, ...mounts]);
}

function bare(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** Options say the entrypoint in one word, and a health check as a shell's line. */
function processKept(
  { container, old, wanted, apiVersion }: Replaced,
  body: CreateBody,
): Partial<CreateBody> {
  const { Entrypoint, Cmd, Healthcheck, ...found } = container.Config ?? {};
  const before = toCreateRequest(old, apiVersion).body;
  const isOwn = before.Entrypoint !== undefined;
  const isSame = same(before.Entrypoint, body.Entrypoint) && same(before.Cmd, body.Cmd);
  const test = before.Healthcheck?.Test;
  const isTestSame = test !== undefined && same(test, body.Healthcheck?.Test);
  const streams = ['interactive', 'tty'] as const;
  const areStreamsSame = streams.every(name => old.options[name] === wanted.options[name]);
  const { AttachStdin, AttachStdout, AttachStderr, StdinOnce } = found;
  return {
    ...(isOwn && isSame && given({ Entrypoint: Entrypoint ?? undefined, Cmd: Cmd ?? undefined })),
    ...(isTestSame && { Healthcheck: { ...body.Healthcheck, Test: Healthcheck?.Test ?? test } }),
    ...(areStreamsSame && {
      AttachStdin: AttachStdin ?? false,
      AttachStdout: AttachStdout ?? false,
      AttachStderr: AttachStderr ?? false,
      StdinOnce: StdinOnce ?? false,
    }),
  };
}
