import type { Endpoint } from '../../docker/run/createRequest';
import type { InspectedContainer } from '../../docker/run/inspected';
import { askedEndpoints } from '../../docker/run/inspectedNetworks';
import type { LiveChange } from '../../docker/run/liveChange';
import type { CallOptions, Engine } from '../connection';
import { inspectContainer } from '../containers';
import { renameContainer, updateContainer } from '../containerVerbs';
import { EngineError } from '../errors';
import { disconnectContainer, joinNetwork } from '../networkVerbs';
import { endpointWords } from './endpointWords';
import type { LineListener } from './journal';
import { resting } from './ready';

export type LiveOutcome =
  | { readonly kind: 'changed' }
  /** It failed, and all is as it was. */
  | { readonly kind: 'restored'; readonly error: EngineError }
  /** It failed, and so did the way back. */
  | {
      readonly kind: 'stuck';
      readonly error: EngineError;
      readonly restoreError: EngineError;
      /** What had been done before it failed: words of `docker` lines. */
      readonly done: readonly (readonly string[])[];
    };

export interface LiveOptions extends Pick<CallOptions, 'signal'> {
  /** What `docker update` says of the limits and the policy. */
  readonly updateWords?: readonly string[];
  readonly onLine?: LineListener | undefined;
}

/** Does what equals a `docker` line. */
type Act = (line: readonly string[], request: () => Promise<void>) => Promise<void>;

/** What of a container is changed and can be changed back. */
interface Place {
  readonly name: string;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

/** How often the way back is tried, and how long after the last time; in milliseconds. */
const tries = 8;
const pauseMs = 500;

/**
 * Changes a container as it is, all of it or nothing. Its limits and its restart policy come last,
 * at one blow: the engine cannot take all of them back.
 *
 * @param options.signal ends the way there, not the way back
 */
export async function changeLive(
  engine: Engine,
  id: string,
  live: LiveChange,
  { signal, updateWords = [], onLine = () => {} }: LiveOptions = {},
): Promise<LiveOutcome> {
  let before: Place | undefined;
  const done: (readonly string[])[] = [];
  const act: Act = async (line, request) => {
    onLine(line);
    await request();
    done.push(line);
  };
  try {
    const place = await placeOf(engine, id, { signal });
    before = place;
    await moveTo(engine, id, placeAfter(place, live), { signal }, act);
    if (Object.keys(live.update).length > 0) {
      await act(['update', ...updateWords, live.name || place.name], () =>
        updateContainer(engine, id, live.update, { signal }),
      );
    }
    return { kind: 'changed' };
  } catch (error) {
    const failure = EngineError.from(error);
    try {
      const say: Act = (line, request) => {
        onLine(line);
        return request();
      };
      if (before) await moveBack(engine, id, before, say);
      return { kind: 'restored', error: failure };
    } catch (second) {
      return { kind: 'stuck', error: failure, restoreError: EngineError.from(second), done };
    }
  }
}

function placeAfter(before: Place, { name, leaves, joins }: LiveChange): Place {
  const stays = Object.entries(before.endpoints).filter(([network]) => !(network in leaves));
  return {
    name: name || before.name,
    endpoints: { ...Object.fromEntries(stays), ...joins },
  };
}

async function placeOf(engine: Engine, id: string, options: CallOptions): Promise<Place> {
  const container = (await inspectContainer(engine, id, options)) as InspectedContainer;
  return {
    name: container.Name?.replace(/^\//, '') ?? '',
    endpoints: askedEndpoints(container, engine.apiVersion),
  };
}

/** Twice, for a request that was cut off may still be carried out. */
async function moveBack(engine: Engine, id: string, before: Place, act: Act): Promise<void> {
  let left = 2;
  for (let at = 1; left > 0; at++) {
    try {
      await moveTo(engine, id, before, {}, act);
      left--;
    } catch (error) {
      if (at >= tries) throw error;
    }
    if (left > 0) await resting(pauseMs);
  }
}

/** Does what is missing: nothing where all is so already. */
async function moveTo(
  engine: Engine,
  id: string,
  { name, endpoints }: Place,
  options: CallOptions,
  act: Act,
): Promise<void> {
  const now = await placeOf(engine, id, options);
  const isOther = (network: string): boolean => !isSame(now.endpoints[network], endpoints[network]);
  for (const network of Object.keys(now.endpoints).filter(isOther)) {
    await act(['network', 'disconnect', network, now.name], () =>
      disconnectContainer(engine, network, id, options),
    );
  }
  for (const [network, endpoint] of Object.entries(endpoints)) {
    if (!isOther(network)) continue;
    await act(['network', 'connect', ...endpointWords(endpoint), network, now.name], () =>
      joinNetwork(engine, network, id, endpoint, options),
    );
  }
  if (now.name === name) return;
  await act(['rename', now.name, name], () => renameContainer(engine, id, name, options));
}

function isSame(one: Endpoint | undefined, other: Endpoint | undefined): boolean {
  if (!one || !other) return one === other;
  return canonical(one) === canonical(other);
}

function canonical(endpoint: Endpoint): string {
  const pairs = Object.entries(endpoint).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(pairs);
}
