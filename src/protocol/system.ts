import type { UsageKind } from '../engine/systemRecords';
import type { Protocol } from './protocol';

export type { UsageKind };

/** The page about one engine: what it is, what it keeps on the disk. All texts come worded. */
export interface SystemProtocol extends Protocol {
  state: SystemState;
  requests: {
    /** Reads what the engine is anew; tries at once where it is lost. */
    refresh(): void;
    /** Begins to measure the disk usage; where it stands is told by the state. */
    measure(): void;
    /** Ends a measurement; the one before stays. */
    cancel(): void;
    /** Asks, then removes what is unused. */
    prune(kind: UsageKind): Promise<void>;
    /** Opens what the engine tells of one thing. */
    inspect(what: { readonly kind: UsageKind; readonly id: string }): Promise<void>;
    showEvents(): Promise<void>;
  };
}

export interface SystemState {
  readonly texts: SystemTexts;
  readonly link: {
    readonly phase: 'connecting' | 'connected' | 'lost';
    readonly sentence: string;
  };
  /** Undefined until the engine has told them once; kept while it is lost. */
  readonly engine: EngineView | undefined;
  readonly usage: UsageView;
}

export interface EngineView {
  /** `Docker 28.5.2`. */
  readonly title: string;
  /** Short facts behind the title. */
  readonly about: readonly string[];
  readonly counts: readonly CountView[];
  readonly warnings: readonly WarningView[];
  readonly groups: readonly FactGroup[];
}

export interface CountView {
  readonly label: string;
  readonly value: string;
  /** What they are made of: `3 running`. */
  readonly parts: readonly string[];
}

export interface WarningView {
  /** What it means for the user; undefined for one we do not know. */
  readonly meaning: string | undefined;
  readonly cure: string | undefined;
  /** The engine's own sentence. */
  readonly own: string;
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly name: string;
  /** Several stand below each other. */
  readonly values: readonly string[];
  /** A path, an address, an id: set in the editor's own face. */
  readonly code: boolean;
  /** What it means, in a sentence. */
  readonly note: string | undefined;
}

export interface UsageView {
  /** The page's clock has to be the user's, so times come as milliseconds of the epoch. */
  readonly measuringSinceMs: number | undefined;
  readonly failure: string | undefined;
  readonly measured: MeasuredView | undefined;
}

export interface MeasuredView {
  readonly atMs: number;
  readonly tookSeconds: string;
  /** Something has come or gone since. */
  readonly outdated: boolean;
  readonly total: string;
  readonly freeable: string;
  readonly kinds: readonly KindUsageView[];
}

export interface KindUsageView {
  readonly kind: UsageKind;
  readonly title: string;
  /** `12, 3 in use`. */
  readonly count: string;
  readonly size: string;
  readonly freeable: string;
  /** Why the figures are less exact than they look. */
  readonly notes: readonly string[];
  /** For bars. The second is a part of the first. */
  readonly bytes: number;
  readonly freeableBytes: number;
  /** What its button does; undefined where nothing can be removed. */
  readonly prune: string | undefined;
  /** The largest. */
  readonly entries: readonly UsageEntryView[];
  /** Above them. */
  readonly heading: string;
}

export interface UsageEntryView {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  /** In use, by how many; the state of a container. */
  readonly detail: string;
  readonly inUse: boolean;
  readonly size: string;
  readonly bytes: number;
  /** 0: the engine does not tell. */
  readonly timeSeconds: number;
  /** The engine can be asked for more about it. */
  readonly canInspect: boolean;
}

/** The words that do not change. `{0}` is what the page puts in. */
export interface SystemTexts {
  /** BCP 47, for dates and numbers. */
  readonly language: string;
  readonly connecting: string;
  readonly tryAgain: string;
  readonly refresh: string;
  readonly showEvents: string;
  readonly warnings: string;
  readonly engineSays: string;
  readonly about: string;
  readonly diskUsage: string;
  readonly measure: string;
  readonly measureAgain: string;
  readonly measuring: string;
  readonly cancel: string;
  readonly notMeasured: string;
  readonly notMeasuredHint: string;
  readonly measuredAt: string;
  readonly outdated: string;
  readonly onDisk: string;
  readonly canBeFreed: string;
  /** Behind the sum. */
  readonly canBeFreedTotal: string;
  readonly kind: string;
  readonly size: string;
  readonly inUse: string;
  readonly unused: string;
  readonly name: string;
  readonly usedBy: string;
  readonly state: string;
  readonly made: string;
  readonly lastUsed: string;
  readonly remove: string;
  readonly nothing: string;
  readonly details: string;
}
