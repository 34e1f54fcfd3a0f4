import type { ContainerConfig, Endpoint, HostConfig } from './createRequest';
import type { OptionName } from './options';

/** The engine leaves a field out, or sends null, where it has nothing to say. */
export type Told<T> = { readonly [K in keyof T]?: T[K] | null };

/** What is needed of GET /containers/{id}/json. */
export interface InspectedContainer {
  readonly Id?: string;
  readonly Name?: string;
  /** The id of its image. */
  readonly Image?: string;
  readonly State?: {
    /** Also while paused, or between two runs of one that restarts. */
    readonly Running?: boolean;
    readonly Paused?: boolean;
    readonly Status?: string;
  } | null;
  readonly Config?: Told<ContainerConfig> | null;
  readonly HostConfig?: Told<HostConfig> | null;
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<Record<string, InspectedEndpoint | null>> | null;
  } | null;
  readonly Mounts?: readonly MountPoint[] | null;
}

export type InspectedEndpoint = Told<Endpoint> & {
  readonly NetworkID?: string;
  /** While it runs. */
  readonly IPAddress?: string;
};

/** A place of the container where something is mounted, whoever asked for it. */
export interface MountPoint {
  readonly Type?: string;
  /** Of a volume. */
  readonly Name?: string;
  readonly Destination?: string;
  readonly RW?: boolean;
}

/** What is needed of GET /images/{name}/json. */
export interface InspectedImage {
  readonly Config?: Told<ContainerConfig> | null;
}

/** Options with their values, those without one left out later. */
export type FoundOptions = Partial<
  Record<OptionName, boolean | string | readonly string[] | undefined>
>;

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
}

/** The pairs of a map that the other does not have, or has with another value: `key=value`. */
export function pairsBeyond(
  own: Readonly<Record<string, string>> | null | undefined,
  others: Readonly<Record<string, string>> | null | undefined = {},
): readonly string[] {
  return Object.entries(own ?? {})
    .filter(([key, value]) => others?.[key] !== value)
    .map(([key, value]) => `${key}=${value}`);
}
