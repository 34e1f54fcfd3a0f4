import type { EngineAbout } from '../engine/connection';
import type { Process } from '../engine/processes';
import type { Details, Kind, Records } from '../engine/records';
import type { VolumeSize } from '../engine/volumeSizes';
import type { DetailedKind } from '../model/details';
import type { Part, Row } from './row';
import type { Usage } from './usage';

/** What a row may tell besides its own record: all of one host, as it is known now. */
export interface World {
  readonly engine: EngineAbout | undefined;
  readonly usage: Usage;
  /** What the engine's host is called from here. */
  readonly hostName: string;
  nowSeconds(): number;
  get<K extends Kind>(kind: K, id: string): Records[K] | undefined;
  /** Never waits; whoever gets nothing is shown again when it is there. */
  details<K extends DetailedKind>(kind: K, id: string): Details[K] | undefined;
  measured(volume: string): VolumeSize | undefined;
  processes(container: string): Promise<readonly Process[]>;
  /** Names a row of this host for a command. */
  key(kind: Kind, id: string): string;
}

export interface Grouping<T> {
  readonly title: () => string;
  /** `label` is the one chosen, where the grouping asks for one. */
  readonly groups: (record: T, world: World, label: string) => readonly string[];
  /** @default by name */
  readonly order?: (group: string) => string | number;
  /** A group of one stands as its row alone. */
  readonly lone?: boolean;
  /** Whether the choice of a label belongs to it. */
  readonly byLabel?: boolean;
}

export interface Sorting<T> {
  readonly title: () => string;
  readonly order: (record: T, world: World) => string | number;
  readonly descending?: boolean;
}

/** How one kind of resource looks: pure, so that it can be tried without an editor. */
export interface KindView<K extends Kind> {
  readonly kind: K;
  /** The first of each is what a new workspace starts with. */
  readonly groupings: Readonly<Record<string, Grouping<Records[K]>>>;
  readonly sortings: Readonly<Record<string, Sorting<Records[K]>>>;
  readonly name: (record: Records[K]) => string;
  /** Shown only where the user asked for all. */
  readonly isMinor: (record: Records[K]) => boolean;
  /** What the filter looks in. */
  readonly words: (record: Records[K]) => readonly string[];
  /** @param group where it stands, of the grouping in use */
  readonly row: (record: Records[K], world: World, place: Place) => Row;
  readonly group: (group: string, members: readonly Records[K][], place: Place) => Row;
  /** The rows below: of the resource for an empty path, else of the part it leads to. */
  readonly parts: (
    record: Records[K],
    path: readonly string[],
    world: World,
  ) => readonly Part[] | Promise<readonly Part[]>;
  /** Markdown, all of the engine's texts escaped. */
  readonly tooltip: (record: Records[K], world: World) => string;
  /** What only inspect tells and that would be shown: read before, if that does not take long. */
  readonly wants: (
    record: Records[K],
    world: World,
    where: 'parts' | 'tooltip',
  ) => readonly Wanted[];
}

export interface Place {
  readonly grouping: string;
  /** Empty where it is in none. */
  readonly group: string;
  /** Whether a row above it says the group's name. */
  readonly isBelow: boolean;
}

export interface Wanted {
  readonly kind: DetailedKind;
  readonly id: string;
}
