import type { RunSpec } from '../docker/run/spec';
import type { ChangedPath } from '../engine/containerChanges';

/** What the form does with a container that is there; asked one after the other. */
export type ChangeAsk =
  /** Says what a change would do; nothing is done yet. */
  | { readonly do: 'review'; readonly spec: RunSpec }
  /** Back to the form. */
  | { readonly do: 'edit' }
  /** Does what was reviewed. With a name: its files go into an image of that name first. */
  | { readonly do: 'apply'; readonly commit?: string }
  | { readonly do: 'cancel' }
  /** The change is good: the old container goes. */
  | { readonly do: 'keep' }
  | { readonly do: 'undo' }
  /** The way back once more, where it failed. */
  | { readonly do: 'again' }
  /** Opens one of the files that compose made it of, by its place among them. */
  | { readonly do: 'compose'; readonly file: number };

export type ChangePhase =
  /** The form is in sight. */
  | 'editing'
  /** It is read what a change would do. */
  | 'reading'
  | 'reviewed'
  /** Under way, there or back. */
  | 'working'
  /** The new container runs, and the old one is kept. */
  | 'swapped'
  /** It is over, one way or the other. */
  | 'settled'
  /** The way back failed, too. */
  | 'stuck';

export interface ChangeState {
  readonly phase: ChangePhase;
  /** The container, as it is shown. */
  readonly name: string;
  readonly notes: readonly ChangeNote[];
  /** What was done and is done, in order; the last is under way while there is work. */
  readonly steps: readonly string[];
  /** Of the last step, 0 to 1, where it is known. */
  readonly fraction?: number;
  /** How it ended, or what went wrong and the cure; empty: nothing to say. */
  readonly outcome: {
    readonly kind: 'none' | 'fine' | 'error';
    readonly sentence: string;
    /** What the new container printed, where it did not stay. */
    readonly log: string;
  };
  readonly review: ChangeReview | undefined;
  readonly texts: Readonly<Record<ChangeText, string>>;
}

export interface ChangeNote {
  readonly severity: 'info' | 'warning';
  readonly sentence: string;
  /** Of compose, each with a button that opens it. */
  readonly files: readonly string[];
}

export interface ChangeReview {
  readonly kind: 'none' | 'live' | 'swap' | 'refused';
  /** What happens to the container. */
  readonly sentence: string;
  readonly rows: readonly ChangeRow[];
  readonly notes: readonly ChangeNote[];
  /** Of a swap. */
  readonly data: ChangeData | undefined;
}

export interface ChangeRow {
  readonly label: string;
  /** `--memory`; empty for the image and the command. */
  readonly flag: string;
  readonly values: readonly {
    readonly before: string | undefined;
    readonly after: string | undefined;
  }[];
  /** Whether the engine changes it as it is. */
  readonly isLive: boolean;
}

export interface ChangeData {
  /** Volumes that the new one gets, too. */
  readonly carried: readonly { readonly name: string; readonly target: string }[];
  /** Paths in memory. */
  readonly emptied: readonly string[];
  /** What becomes of the files beside the volumes. */
  readonly layer: string;
  readonly paths: readonly ChangedPath[];
  /** How many more there are. */
  readonly more: number;
  /** Undefined where they cannot be kept. */
  readonly commit:
    | {
        /** A name for the image. */
        readonly name: string;
        /** What an image brings back that the change takes away; empty: nothing. */
        readonly returning: string;
      }
    | undefined;
}

export type ChangeText =
  | 'hint' // above the form
  | 'review' // the button
  | 'reading'
  | 'heading' // {0}: the container
  | 'option'
  | 'before'
  | 'after'
  | 'nothing' // where there is no value
  | 'swap' // beside what only a new container can have
  | 'carried'
  | 'carriedTo' // {0}: volume, {1}: path
  | 'emptied'
  | 'files' // of the writable layer
  | 'more' // {0}: how many
  | 'added'
  | 'changed'
  | 'deleted'
  | 'commit' // the check box
  | 'commitName'
  | 'commitHint'
  | 'openFile' // {0}: the file
  | 'apply'
  | 'edit'
  | 'keep'
  | 'undo'
  | 'again'
  | 'progress';
