/** Where a question starts: in a container (its id or name), on the engine's host, or on another machine. */
export type Origin = { readonly container: string; readonly engine?: string } | 'host' | 'outside';

/** Where it goes to. `meant`: the container that is to be found there, by id or name. */
export type Target =
  | {
      readonly container: string;
      /** Another engine than that of the origin, by any word for it. */
      readonly engine?: string;
      /** @default by name from a container, else by address */
      readonly by?: 'name' | 'address';
    }
  | { readonly name: string; readonly meant?: string }
  | { readonly address: string; readonly meant?: string };

export interface Question {
  readonly from: Origin;
  readonly to: Target;
  /**
   * The port that is used: the container's own, or one that it publishes on the host. Without one,
   * only the way there is looked at.
   */
  readonly port?: number;
  /** @default `tcp` */
  readonly protocol?: 'tcp' | 'udp';
}

/** In the order in which they are looked for: the first that holds is the cause. */
export const causeCodes = [
  'missing', // no such container in the facts
  'notRunning',
  'paused',
  'restarting',
  'unhealthy', // it may answer all the same
  'none', // the network mode
  'staleParent', // has the network of one that is gone, or was started anew since: nothing but lo
  'portClash', // another container in the same namespace wants the same port
  'sharedNamespace', // has no name and no address of its own; within it, localhost is the word
  'hostMode', // the host's network: no names there, and no address of its own
  'differentEngines',
  'noSharedNetwork',
  'defaultBridgeName', // names do not work on the default bridge
  'nameUnknown',
  'localhost', // means the container itself
  'publishedPort', // the host's port, used between containers
  'notListening',
  'loopbackOnly',
  'otherAddress', // listens on another of its addresses only
  'otherProtocol', // TCP against UDP
  'internal',
  'iccOff',
  'publishedOnLoopback', // published on 127.0.0.1 only
  'publishAllUseless', // `-P` where nothing is exposed
  'exposedOnly', // EXPOSE documents a port and publishes nothing
  'publishedElsewhere', // on another port of the host
  'notPublished',
  'family', // IPv6 against IPv4
  'privateAddress', // a container's address, from another machine
  'driver', // macvlan, ipvlan, overlay and others keep the host, or others, out
  'beyond', // neither a container nor the host: not known from here
  'listeningUnknown', // the sockets could not be read
] as const;
export type CauseCode = (typeof causeCodes)[number];

/** What a user sees who tries it. */
export type Seen =
  | 'connects'
  | 'badAddress' // the name does not resolve; some programs wait for the DNS some seconds
  | 'unreachable' // at once, from the own system
  | 'timeout'
  | 'refused'
  | 'closed' // connects, and is closed without a word: Docker's proxy found nobody
  | 'silent' // connects, and no word comes back
  | 'nothing' // there is nobody to try it
  | 'unknown';

export interface Cause {
  readonly code: CauseCode;
  /** Whose matter it is. */
  readonly side: 'from' | 'to' | 'between';
  /** False: it may work all the same. */
  readonly certain: boolean;
  readonly seen: Seen;
  /** The fields, addresses and sockets that show it. */
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  /** A container's or network's name; `host`. */
  readonly of: string;
  /** Of inspect, `State.Status`; `/proc/net`, for what it listens on; `name`, `address`, `port`. */
  readonly field: string;
  readonly value: string;
}

/** A name or address that works, and how. */
export interface Way {
  /** `gateway`: the host, by the gateway of the origin's own network. `host`: by an own address. */
  readonly kind: 'name' | 'address' | 'localhost' | 'gateway' | 'host';
  /** Empty for `host` where the facts do not tell its addresses. */
  readonly target: string;
  readonly port: number | undefined;
  readonly protocol: 'tcp' | 'udp';
  /** The network it goes by; empty: none. */
  readonly network: string;
}

export type CureCode =
  | 'start'
  | 'unpause'
  | 'restart'
  | 'showLogs'
  | 'connect' // one container to a network
  | 'connectBoth' // both to a network that is made for it
  | 'leaveNone' // out of `none`, into a network
  | 'addAlias' // into the same network again, with one more name
  | 'useWay' // another name, address, port or protocol
  | 'recreate' // another network mode
  | 'publish' // made anew, with a port published
  | 'listenOnAll'; // the program's own matter

export interface Cure {
  readonly code: CureCode;
  /** The container that is changed, by its name; empty: none. */
  readonly container: string;
  /** `docker` lines as words, run one after another; none where no line alone does it. */
  readonly commands: readonly (readonly string[])[];
  /** What a container is to be made anew with: the option of `docker run`, and its value. */
  readonly change?: { readonly option: 'network' | 'publish'; readonly value: string };
  /** What to use then; without it, the same as before. */
  readonly use?: Way;
  /** The network that is joined or made. */
  readonly network?: string;
}

export interface Diagnosis {
  /** A prediction: a firewall, or another engine on the same host, may have other plans. */
  readonly answer: 'yes' | 'no' | 'depends';
  /** The first in the order of `causeCodes`, certain ones first; undefined where nothing is wrong. */
  readonly cause: Cause | undefined;
  /** What is wrong besides, in the same order. */
  readonly also: readonly Cause[];
  readonly seen: Seen;
  /** The container at the other end, by its id; undefined where it is none, or not known. */
  readonly reached: string | undefined;
  readonly works: readonly Way[];
  /** Best first. */
  readonly cures: readonly Cure[];
}
