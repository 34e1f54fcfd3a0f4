import type { Endpoint } from '../../docker/run/createRequest';
import type { RestartPolicy } from '../../docker/run/policy';

/** What a swap does next. */
export type Step =
  | 'begin'
  | 'create'
  | 'connect'
  | 'unpause'
  | 'stop'
  | 'holdRestart'
  | 'renameOld'
  | 'renameNew'
  | 'start'
  | 'ready'
  | 'pause'
  /** Nothing: the new ones run. */
  | 'end';

/** A container that is swapped for a new one. */
export interface Member {
  readonly oldId: string;
  readonly name: string;
  /** Of the new one in the end: mostly the same. */
  readonly finalName: string;
  /** Of the new one until the old has given up its name. */
  readonly newName: string;
  /** Of the old one from then on. */
  readonly oldName: string;
  readonly was: 'running' | 'paused' | 'stopped';
  /** Of the old one; while it is kept it has none, or a restart of the engine would start both. */
  readonly restart: RestartPolicy;
  /** Known once the engine has said it. */
  readonly newId?: string;
  /** Whether the old one was asked to stop, and is known to have stopped. */
  readonly stop?: 'begun' | 'ended' | undefined;
}

/**
 * A swap as far as it has come: enough to undo it from, by whoever finds it. There is nothing in
 * it of what the containers are made of: no variables, no secrets.
 */
export interface SwapEntry {
  readonly id: string;
  /** Which engine, in the words of whoever began it. */
  readonly host: string;
  readonly phase: /** Between begin and end. */
    | 'swapping'
    /** The new ones run; the old ones are kept until someone says so. */
    | 'swapped'
    | 'undoing'
    /** The old ones are back, but a new one that was asked for may still appear. */
    | 'sweeping'
    /** The old ones are being removed. */
    | 'confirming';
  readonly step: Step;
  /** The container itself, then those that live in its namespaces. */
  readonly members: readonly Member[];
}

/** What a change of a container as it is does next. */
export type LiveStep = 'disconnect' | 'connect' | 'rename' | 'update';

/** What such a change moves a container out of and into. */
export interface LivePlace {
  readonly name: string;
  /** Of the networks that it leaves or joins, those that it is in, and what is asked of each. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

/** A container that is changed as it is: enough to take that back, and no more of what it is. */
export interface LiveEntry {
  readonly id: string;
  /** Which engine, in the words of whoever began it. */
  readonly host: string;
  readonly phase: 'changing' | 'takingBack';
  readonly step: LiveStep;
  readonly containerId: string;
  readonly before: LivePlace;
  readonly after: LivePlace;
  /** By their names at the engine the limits that change, and the restart policy, as they were. */
  readonly limits: Readonly<Record<string, string | number>>;
}

export type JournalEntry = SwapEntry | LiveEntry;

/** Hears the words of the `docker` line that equals a request, without `docker`. */
export type LineListener = (words: readonly string[]) => void;

/** Where changes are written down, so that one that was cut off can be ended later. */
export interface Journal {
  /** Instead of what was written of this change before. Resolves once it will be read again. */
  write(entry: JournalEntry): Promise<void>;
  clear(id: string): Promise<void>;
  /** All that is written down, whoever is at work on it. */
  read(): Promise<readonly JournalEntry[]>;
  /** Makes this process the one that works on a change; false while another does, or another part. */
  claim(id: string): Promise<boolean>;
  release(id: string): Promise<void>;
}
