import { composePlace } from '../compose';
import { fromInspect, toCreateRequest } from './create';
import type { CreateRequest, Endpoint } from './createRequest';
import { given } from './given';
import { type InspectedContainer, type InspectedImage, same } from './inspected';
import type { EngineDefaults } from './inspectedHost';
import { type LiveChange, liveChange } from './liveChange';
import { factsOf, type OptionName, optionNames } from './options';
import { makingOf, volumesOf } from './replacement';
import { nameOf } from './sharing';
import type { RunSpec } from './spec';

/** What there is, and what it hangs together with. */
export interface ChangeFacts {
  readonly container: InspectedContainer;
  /** The image that it was made of: what that gave is not asked for. */
  readonly image: InspectedImage | undefined;
  readonly own?: EngineDefaults;
  readonly apiVersion: string;
  /** The id of what the wanted image's name means now; undefined where it is not here. */
  readonly namedImage: string | undefined;
  /** The names of those that live in its namespaces, `container:…`. */
  readonly sharers: readonly string[];
  /** The names of those that are linked to it. */
  readonly linkedBy: readonly string[];
}

export interface ChangeWish {
  readonly spec: RunSpec;
  /** Whether it gets the image that the name means now, rather than stay with its own. */
  readonly newestImage?: boolean;
  /** Whether it is made anew even if nothing differs. */
  readonly anew?: boolean;
}

/** What differs: options by their names. */
export type Difference = OptionName | 'image' | 'command';

export type ChangeWarning =
  /** Compose made it, and would make it anew as its file says. */
  | { readonly code: 'compose'; readonly project: string; readonly service: string }
  /** They are made anew with it. */
  | { readonly code: 'sharers'; readonly names: readonly string[] }
  /** Their links go to the container that was there: they have to be made anew, too. */
  | { readonly code: 'linkedBy'; readonly names: readonly string[] }
  /** It is waited for. */
  | { readonly code: 'healthCheck' }
  /** Its image's name means another by now: it stays with its own, which it then names by id. */
  | { readonly code: 'imageMoved' }
  /** They are no longer mounted, and stay. */
  | { readonly code: 'unmounted'; readonly volumes: readonly string[] };

export interface CarriedVolume {
  readonly name: string;
  readonly target: string;
  /** Only its id names it. */
  readonly anonymous: boolean;
}

export interface Carried {
  readonly volumes: readonly CarriedVolume[];
  /** By network: names, addresses and links that are the same again. */
  readonly networks: Readonly<Record<string, Endpoint>>;
  /** Empty where none was asked for. */
  readonly macAddress: string;
}

export interface Lost {
  /** Whatever it wrote outside its volumes. */
  readonly writableLayer: true;
  /** Their paths; they are empty after any start. */
  readonly tmpfs: readonly string[];
}

export interface SwapPlan {
  readonly kind: 'swap';
  /** All that differ. */
  readonly differences: readonly Difference[];
  /** What only a new container can have. */
  readonly because: readonly Difference[];
  readonly request: CreateRequest;
  readonly joins: Readonly<Record<string, Endpoint>>;
  readonly carried: Carried;
  readonly lost: Lost;
  readonly warnings: readonly ChangeWarning[];
}

export type ChangePlan =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'live';
      readonly differences: readonly Difference[];
      readonly live: LiveChange;
      readonly warnings: readonly ChangeWarning[];
    }
  | SwapPlan
  | {
      readonly kind: 'refused';
      readonly reason: /** Made with `--rm`: once stopped it is gone, and there is no way back. */
        | 'autoRemove'
        /** It is being removed, or could not be. */
        | 'removing';
      /** Of it, or of those that live in its namespaces. */
      readonly names: readonly string[];
    };

/** How a container becomes what is wanted: by changing it as it is, else by another in its place. */
export function planChange(facts: ChangeFacts, wish: ChangeWish): ChangePlan {
  const { container, image, own, apiVersion } = facts;
  const old = fromInspect(container, image, own);
  const isMoved = container.Image !== undefined && facts.namedImage !== container.Image;
  const isSameName = wish.spec.image === old.image;
  const isNewer = wish.newestImage === true && isMoved && facts.namedImage !== undefined;
  const differences: readonly Difference[] = [
    ...differing(old, wish.spec, apiVersion),
    ...(isSameName && isNewer ? (['image'] as const) : []),
  ];
  if (differences.length === 0 && !wish.anew) return { kind: 'none' };
  const { live, rest } = liveChange({ container, old, wanted: wish.spec, apiVersion }, differences);
  const warnings = composeWarning(container);
  if (rest.length === 0 && !wish.anew) return { kind: 'live', differences, live, warnings };
  const refusal = refusalOf(container);
  if (refusal) return { kind: 'refused', reason: refusal, names: [nameOf(container)] };
  const isKept = isSameName && isMoved && !isNewer;
  // Its own image has lost the name: only the id means it.
  const wanted = isKept ? { ...wish.spec, image: container.Image ?? old.image } : wish.spec;
  return { ...swapPlan(facts, old, wanted, rest, isKept), differences };
}

function swapPlan(
  facts: ChangeFacts,
  old: RunSpec,
  wanted: RunSpec,
  because: readonly Difference[],
  isKept: boolean,
): Omit<SwapPlan, 'differences'> {
  const { container, apiVersion } = facts;
  const { request, joins } = makingOf({ container, old, wanted, apiVersion });
  const mounted = volumesOf(request.body);
  const volumes = volumesFound(container);
  // Those of other containers come by `--volumes-from` again.
  const isBorrowing = (request.body.HostConfig.VolumesFrom ?? []).length > 0;
  const isCarried = ({ name }: CarriedVolume): boolean => isBorrowing || mounted.has(name);
  const unmounted = volumes.filter(volume => !isCarried(volume)).map(({ name }) => name);
  return {
    kind: 'swap',
    because,
    request,
    joins,
    carried: {
      volumes: volumes.filter(isCarried),
      networks: { ...request.body.NetworkingConfig?.EndpointsConfig, ...joins },
      macAddress: request.body.MacAddress ?? '',
    },
    lost: { writableLayer: true, tmpfs: tmpfsPaths(container) },
    warnings: [
      ...composeWarning(container),
      ...named('sharers', facts.sharers),
      ...named('linkedBy', facts.linkedBy),
      ...(hasHealthCheck(container) ? [{ code: 'healthCheck' } as const] : []),
      ...(isKept ? [{ code: 'imageMoved' } as const] : []),
      ...(unmounted.length > 0 ? [{ code: 'unmounted', volumes: unmounted } as const] : []),
    ],
  };
}

/** What says only how it is looked at. */
const ofNoMatter = { attach: undefined, detach: undefined, cidfile: undefined };

/** What says something even when it is empty or off. */
const exact: readonly OptionName[] = ['entrypoint', 'init'];

function differing(old: RunSpec, wanted: RunSpec, apiVersion: string): readonly Difference[] {
  const requested = (spec: RunSpec): unknown =>
    toCreateRequest({ ...spec, options: given({ ...spec.options, ...ofNoMatter }) }, apiVersion);
  const exactly = (spec: RunSpec): unknown => exact.map(name => `${spec.options[name]}`);
  // The same in other words.
  if (same(requested(old), requested(wanted)) && same(exactly(old), exactly(wanted))) return [];
  const options = optionNames.filter(name => {
    if (factsOf(name).feeds === 'client' || name in ofNoMatter) return false;
    const [before, after] = [old.options[name], wanted.options[name]];
    return exact.includes(name) ? before !== after : !same(before || undefined, after || undefined);
  });
  return [
    ...options,
    ...(old.image === wanted.image ? [] : (['image'] as const)),
    ...(same(old.command, wanted.command) ? [] : (['command'] as const)),
  ];
}

function refusalOf({
  HostConfig,
  State,
}: InspectedContainer): 'autoRemove' | 'removing' | undefined {
  if (HostConfig?.AutoRemove) return 'autoRemove';
  return State?.Status === 'removing' || State?.Status === 'dead' ? 'removing' : undefined;
}

function volumesFound({ Mounts }: InspectedContainer): readonly CarriedVolume[] {
  return (Mounts ?? [])
    .filter(({ Type }) => Type === 'volume')
    .map(({ Name = '', Destination = '' }) => ({
      name: Name,
      target: Destination,
      anonymous: /^[0-9a-f]{64}$/.test(Name),
    }));
}

function tmpfsPaths({ HostConfig }: InspectedContainer): readonly string[] {
  const mounts = (HostConfig?.Mounts ?? []).filter(({ Type }) => Type === 'tmpfs');
  return [...Object.keys(HostConfig?.Tmpfs ?? {}), ...mounts.map(({ Target }) => Target)];
}

function hasHealthCheck({ Config }: InspectedContainer): boolean {
  const [kind] = Config?.Healthcheck?.Test ?? [];
  return kind !== undefined && kind !== 'NONE';
}

function composeWarning({ Config }: InspectedContainer): readonly ChangeWarning[] {
  const place = composePlace(Config?.Labels);
  return place ? [{ code: 'compose', project: place.project, service: place.service }] : [];
}

function named(code: 'sharers' | 'linkedBy', names: readonly string[]): readonly ChangeWarning[] {
  return names.length > 0 ? [{ code, names }] : [];
}
