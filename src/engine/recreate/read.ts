import {
  type ChangeFacts,
  type ChangePlan,
  type ChangeWish,
  planChange,
  type SwapPlan,
} from '../../docker/run/changePlan';
import { fromInspect } from '../../docker/run/create';
import type { InspectedContainer, InspectedImage } from '../../docker/run/inspected';
import { makingOf } from '../../docker/run/replacement';
import type { RunSpec } from '../../docker/run/spec';
import type { CallOptions, Engine } from '../connection';
import { inspectContainer, listContainers } from '../containers';
import { EngineError } from '../errors';
import { inspectImage } from '../images';
import type { Container } from '../records';
import type { Member } from './journal';
import type { Replacement } from './swapping';

/** A container as it may be changed. */
export interface Changeable {
  readonly facts: ChangeFacts;
  /** What it was asked for: to be edited, and given back as the wish. */
  readonly spec: RunSpec;
  /** Those that share its network, each after the one whose network it shares. */
  readonly sharers: readonly Sharer[];
}

interface Sharer {
  readonly facts: ChangeFacts;
  /** The id of the one whose network it shares. */
  readonly sharesWith: string;
}

/**
 * Reads all that a change of a container hangs on.
 *
 * @throws {EngineError} `notFound`
 */
export async function readChangeable(
  engine: Engine,
  id: string,
  options: CallOptions = {},
): Promise<Changeable> {
  const everyone = await listContainers(engine, undefined, options);
  const facts = await factsOf(engine, id, everyone, options);
  const sharers: Sharer[] = [];
  for (const { container, sharesWith } of sharersOf(facts.container, everyone)) {
    sharers.push({ facts: await factsOf(engine, container.id, everyone, options), sharesWith });
  }
  return { facts, spec: fromInspect(facts.container, facts.image), sharers };
}

/** What is to be done; nothing is done yet. */
export function planFor({ facts, sharers }: Changeable, wish: ChangeWish): ChangePlan {
  const plan = planChange(facts, wish);
  const isOneLost = sharers.some(({ facts: { container } }) => container.HostConfig?.AutoRemove);
  // One that shares its network is swapped with it, and has no way back either.
  if (plan.kind === 'swap' && isOneLost) return { kind: 'refused', reason: 'autoRemove' };
  return plan;
}

/** The containers that a swap replaces, the first by what the plan says, the others by their like. */
export function replacementsOf(
  { facts, sharers }: Changeable,
  plan: SwapPlan,
): readonly Replacement[] {
  const ids = [facts, ...sharers.map(sharer => sharer.facts)].map(one => one.container.Id ?? '');
  const { name = nameOf(facts), platform, body } = plan.request;
  const first: Replacement = {
    ...placeOf(facts),
    name: nameOf(facts),
    newName: name,
    body,
    ...(platform !== undefined && { platform }),
    joins: plan.joins,
    openMacs: plan.openMacs,
  };
  const others = sharers.map(({ facts: own, sharesWith }): Replacement => {
    const { container, image, apiVersion } = own;
    const found = fromInspect(container, image);
    const isMoved = own.namedImage !== container.Image;
    const old = isMoved ? { ...found, image: container.Image ?? found.image } : found;
    const { request, joins, openMacs } = makingOf({ container, old, wanted: old, apiVersion });
    return {
      ...placeOf(own),
      name: nameOf(own),
      newName: nameOf(own),
      body: request.body,
      joins,
      openMacs,
      sharesWith: ids.indexOf(sharesWith),
    };
  });
  return [first, ...others];
}

function nameOf({ container }: ChangeFacts): string {
  return container.Name?.replace(/^\//, '') ?? '';
}

function placeOf({ container }: ChangeFacts): Pick<Replacement, 'id' | 'was' | 'restart'> {
  const { State, HostConfig, Id = '' } = container;
  const was: Member['was'] = State?.Paused ? 'paused' : State?.Running ? 'running' : 'stopped';
  return { id: Id, was, restart: HostConfig?.RestartPolicy ?? { Name: 'no' } };
}

async function factsOf(
  engine: Engine,
  id: string,
  everyone: readonly Container[],
  options: CallOptions,
): Promise<ChangeFacts> {
  const container = (await inspectContainer(engine, id, options)) as InspectedContainer;
  const image = await imageAt(engine, container.Image ?? '', options);
  const named = await imageAt(engine, container.Config?.Image ?? '', options);
  return {
    container,
    image,
    apiVersion: engine.apiVersion,
    namedImage: named?.Id,
    sharers: sharersOf(container, everyone).map(sharer => sharer.container.name),
    linkedBy: await linkedTo(engine, container, everyone, options),
  };
}

async function imageAt(
  engine: Engine,
  name: string,
  options: CallOptions,
): Promise<(InspectedImage & { readonly Id?: string }) | undefined> {
  if (name === '') return undefined;
  try {
    return (await inspectImage(engine, name, options)) as InspectedImage;
  } catch (error) {
    if (EngineError.is(error, 'notFound')) return undefined;
    throw error;
  }
}

/** Those that share its network, and those that share theirs. */
function sharersOf(
  { Id = '', Name = '' }: InspectedContainer,
  everyone: readonly Container[],
): readonly { readonly container: Container; readonly sharesWith: string }[] {
  const found: { container: Container; sharesWith: string }[] = [];
  const places = [{ id: Id, name: Name.replace(/^\//, '') }];
  for (const { id, name } of places) {
    for (const container of everyone) {
      const [kind, other = ''] = container.networkMode.split(/:(.*)/s);
      const isThis = other === name || (other.length >= 12 && id.startsWith(other));
      if (kind !== 'container' || !isThis || places.some(place => place.id === container.id)) {
        continue;
      }
      found.push({ container, sharesWith: id });
      places.push(container);
    }
  }
  return found;
}

/** Only on the default network: others look a name up anew each time. */
async function linkedTo(
  engine: Engine,
  { Name = '', HostConfig }: InspectedContainer,
  everyone: readonly Container[],
  options: CallOptions,
): Promise<readonly string[]> {
  const isDefault = (mode: string | null | undefined): boolean =>
    ['', 'default', 'bridge'].includes(mode ?? '');
  if (!isDefault(HostConfig?.NetworkMode)) return [];
  const names: string[] = [];
  for (const { id, name, state, networkMode } of everyone) {
    if (state !== 'running' || !isDefault(networkMode)) continue;
    const other = (await inspectContainer(engine, id, options)) as InspectedContainer;
    if (other.HostConfig?.Links?.some(link => link.startsWith(`${Name}:`))) names.push(name);
  }
  return names;
}
