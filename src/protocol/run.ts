import type { OptionName } from '../docker/run/options';
import type { RunSpec } from '../docker/run/spec';
import type { ImageDetails } from '../engine/records';
import type { ChangeAsk, ChangeState } from './change';
import type { Protocol } from './protocol';
import type { RunText } from './runText';

/** What is done with the container once it is made. */
export type RunEnd = 'start' | 'create' | 'attach' | 'logs';

/** What there is to look at of a container that was made. */
export type RunOpening = 'browser' | 'logs' | 'shell';

/** The form of a `docker run`. The page itself reads, writes and checks the line (`docker/run/`). */
export interface RunProtocol extends Protocol {
  /** Told often, and so without the words, which are many and stay as they are. */
  state: Omit<RunState, 'texts'>;
  requests: {
    /** Asked once by each page. */
    texts(): RunTexts;
    /** What the form begins with; asked once by a page that keeps nothing yet. */
    begin(): Promise<RunBeginning>;
    /**
     * Keeps what the page itself must not: what has secrets in it. An empty text keeps nothing any
     * more. The id is the page's own.
     */
    keep(kept: { readonly id: string; readonly text: string }): void;
    /** Says which saved run it is of, after the page was hidden or the window reloaded. */
    resume(address: string): void;
    /** Saves the run: where it is saved already, or (`anew`, or not saved yet) where the user says. */
    save(wanted: SaveWanted): Promise<boolean>;
    /** What was kept by this id; undefined where nothing is. */
    kept(id: string): Promise<string | undefined>;
    /** What an image says of itself; asked again whenever another name stands there. */
    image(name: string): Promise<ImageAnswer>;
    /** Pulls an image that is not there; where it stands is told by the state. */
    pull(name: string): Promise<void>;
    /** A host port: who has it, and the next that is free. */
    port(asked: {
      readonly port: number;
      readonly protocol: string;
      readonly ip: string;
    }): Promise<PortAnswer>;
    /** Whom it could reach by name in each of these networks, were it there now. */
    names(networks: readonly string[]): Promise<readonly (readonly RunPeer[])[]>;
    /** A file or folder of this machine, by the editor's own dialog; undefined: dismissed. */
    pick(what: 'file' | 'folder'): Promise<string | undefined>;
    /** Makes the container, pulling the image where it is missing. Rejects with a sentence. */
    run(wanted: RunWish): Promise<void>;
    /** Ends what is under way: pull, create or start. */
    cancel(): void;
    /** Opens something of the container that was made last. Rejects where it is gone. */
    open(what: RunOpening): void;
    /** Of a container that is there; how it goes is told by the state. */
    change(asked: ChangeAsk): Promise<void>;
    copy(text: string): Promise<void>;
  };
}

export interface RunBeginning {
  readonly spec: RunSpec;
  /** The names of variables that are secret, whatever they are called. */
  readonly secrets: readonly string[];
}

export interface SaveWanted {
  readonly spec: RunSpec;
  readonly secrets: readonly string[];
  readonly anew: boolean;
}

/** The saved run that the form is of. */
export interface RunSaved {
  /** Of its file. */
  readonly address: string;
  /** What it is called, and where it is. */
  readonly sentence: string;
}

export interface RunWish {
  readonly spec: RunSpec;
  readonly end: RunEnd;
  /** The names of variables that the user says are secret. */
  readonly secrets?: readonly string[];
}

export interface RunState {
  readonly texts: RunTexts;
  readonly link: {
    readonly phase: 'connecting' | 'connected' | 'lost';
    readonly sentence: string;
  };
  /** Of the engine; undefined until it is connected. */
  readonly engine: RunEngine | undefined;
  /** For completion; live. */
  readonly known: RunKnown;
  readonly work: RunWork;
  /** Undefined where it is not saved. */
  readonly saved?: RunSaved | undefined;
  /** Where a container that is there is changed, instead of a new one run. */
  readonly change: ChangeState | undefined;
}

export interface RunEngine {
  readonly apiVersion: string;
  readonly os: string;
  /** The engine runs on this machine: its folders and ports are those of the editor. */
  readonly isLocal: boolean;
  /** As published ports are reached from here. */
  readonly hostName: string;
}

export interface RunKnown {
  readonly images: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly RunNetwork[];
  /** Those that run first. */
  readonly containers: readonly RunContainer[];
  /** All containers and networks were read: what is not among them is not there. */
  readonly isWhole: boolean;
}

export interface RunContainer {
  readonly name: string;
  /** Its first twelve digits. */
  readonly id: string;
  /** Another can share its network and other namespaces: also while it is paused. */
  readonly isRunning: boolean;
}

export interface RunNetwork {
  readonly name: string;
  readonly driver: string;
  readonly subnets: readonly string[];
  /** Addresses that its members have. */
  readonly taken: readonly string[];
  /** The user's own: names resolve in it, addresses can be chosen. */
  readonly isUsers: boolean;
}

/** A container that runs in a network, by the names that it is reached by there. */
export interface RunPeer {
  readonly name: string;
  readonly aliases: readonly string[];
}

export type ImageAnswer =
  | { readonly kind: 'here'; readonly image: ImageFacts }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly sentence: string };

/** What an image brings, so that nothing of it has to be asked again. */
export interface ImageFacts
  extends Omit<ImageDetails, 'platform' | 'workingDir' | 'healthTest' | 'layers'> {
  readonly workdir: string;
  /** As a shell would show it; empty: none. */
  readonly health: string;
  /** `linux/arm64`, where it is not the engine's own. */
  readonly foreignPlatform: string | undefined;
}

export type PortAnswer =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'taken';
      /** A container's name; undefined: some process of the machine. */
      readonly by: string | undefined;
      readonly next: number | undefined;
    };

export type RunWork =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'pulling' | 'creating' | 'starting';
      readonly sentence: string;
      /** 0 to 1, where it is known. */
      readonly fraction?: number;
    }
  | {
      readonly phase: 'failed';
      /** What went wrong and the cure. */
      readonly sentence: string;
      /** The last lines that the container printed; empty: none. */
      readonly log: string;
    }
  | {
      readonly phase: 'done';
      readonly name: string;
      readonly sentence: string;
      readonly opens: readonly RunOpening[];
    };

/** Sentences with `{0}` … for what the page puts in. */
export interface RunTexts {
  readonly language: string;
  /** What an option is called in the form. */
  readonly label: Readonly<Record<OptionName, string>>;
  /** What it does, in one line. */
  readonly help: Readonly<Record<OptionName, string>>;
  /** By the key that `problemSentence` gives for a problem; it also says what goes in. */
  readonly problem: Readonly<Record<string, string>>;
  readonly page: Readonly<Record<RunText, string>>;
}
