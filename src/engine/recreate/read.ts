import {
  type ChangeFacts,
  type ChangePlan,
  type ChangeWish,
  planChange,
  type SwapPlan,
} from '../../docker/run/changePlan';
import { fromInspect } from '../../docker/run/create';
import { healthPatienceMs } from '../../docker/run/healthPatience';
import type { InspectedContainer, InspectedImage } from '../../docker/run/inspected';
import type { EngineDefaults } from '../../docker/run/inspectedHost';
import { makingOf } from '../../docker/run/replacement';
import { linkedTo, nameOf, sharersOf, sharingOf } from '../../docker/run/sharing';
import type { RunSpec } from '../../docker/run/spec';
import type { CallOptions, Engine } from '../connection';
import { inspectContainer, listContainers } from '../containers';
import { ifThere } from '../ifThere';
import { inspectImage } from '../images';
import { readInfo } from '../system';
import type { Member } from './journal';
import type { Replacement } from './swapping';

/** A container as it may be changed. */
export interface Changeable {
  readonly facts: ChangeFacts;
  /** What it was asked for: to be edited, and given back as the wish. */
  readonly spec: RunSpec;
  /** Those that live in its namespaces, each after those in whose it lives. */
  readonly sharers: readonly ChangeFacts[];
}

/** Inspections at once. */
const atOnce = 8;

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
  const container = (await inspectContainer(engine, id, options)) as InspectedContainer;
  const everyone = await inspectAll(engine, options);
  const own = await defaultsOf(engine, options);
  const facts = await factsOf(engine, container, everyone, own, options);
  const sharers: ChangeFacts[] = [];
  for (const sharer of sharersOf(container, everyone)) {
    sharers.push(await factsOf(engine, sharer, everyone, own, options));
  }
  return { facts, spec: fromInspect(facts.container, facts.image, own), sharers };
}

/** What the engine fills in by itself; undefined where it does not tell. */
async function defaultsOf(
  engine: Engine,
  options: CallOptions,
): Promise<EngineDefaults | undefined> {
  const { cgroupVersion } = await readInfo(engine, options);
  if (cgroupVersion === '') return undefined;
  return { cgroupns: cgroupVersion === '1' ? 'host' : 'private' };
}

/** What is to be done; nothing is done yet. */
export function planFor({ facts, sharers }: Changeable, wish: ChangeWish): ChangePlan {
  const plan = planChange(facts, wish);
  if (plan.kind !== 'swap') return plan;
  // Those that live in its namespaces are swapped with it, and need a way back, too.
  const lost = sharers.filter(({ container }) => container.HostConfig?.AutoRemove);
  if (lost.length === 0) return plan;
  const names = lost.map(({ container }) => nameOf(container));
  return { kind: 'refused', reason: 'autoRemove', names };
}

/** All there are; some may go meanwhile. */
async function inspectAll(
  engine: Engine,
  options: CallOptions,
): Promise<readonly InspectedContainer[]> {
  const ids = (await listContainers(engine, undefined, options)).map(({ id }) => id);
  const all: InspectedContainer[] = [];
  while (ids.length > 0) {
    const some = ids.splice(0, atOnce).map(id => ifThere(inspectContainer(engine, id, options)));
    const found = (await Promise.all(some)).filter(container => container !== undefined);
    all.push(...(found as InspectedContainer[]));
  }
  return all;
}

/** The containers that a swap replaces, the first by what the plan says, the others by their like. */
export function replacementsOf(
  { facts, sharers }: Changeable,
  plan: SwapPlan,
): readonly Replacement[] {
  const containers = [facts, ...sharers].map(({ container }) => container);
  const { name = nameOf(facts.container), platform, body } = plan.request;
  const first: Replacement = {
    ...placeOf(facts.container),
    newName: name,
    body,
    ...(platform !== undefined && { platform }),
    joins: plan.joins,
    healthyMs: healthPatienceMs(body.Healthcheck ?? facts.container.Config?.Healthcheck),
  };
  const others = sharers.map(({ container, apiVersion, ...facts }): Replacement => {
    const old = specAsIs({ container, apiVersion, ...facts });
    const { request, joins } = makingOf({ container, old, wanted: old, apiVersion });
    const shares = sharingOf(container, containers);
    const healthyMs = healthPatienceMs(container.Config?.Healthcheck);
    return { ...placeOf(container), body: request.body, joins, healthyMs, shares };
  });
  return [first, ...others];
}

/** What makes a container like it, of the very image that it has. */
export function specAsIs({ container, image, own, namedImage }: ChangeFacts): RunSpec {
  const found = fromInspect(container, image, own);
  const isMoved = namedImage !== container.Image;
  return isMoved ? { ...found, image: container.Image ?? found.image } : found;
}

function placeOf(
  container: InspectedContainer,
): Pick<Replacement, 'id' | 'name' | 'was' | 'restart'> {
  const { State, HostConfig, Id = '' } = container;
  const was: Member['was'] = State?.Paused ? 'paused' : State?.Running ? 'running' : 'stopped';
  return {
    id: Id,
    name: nameOf(container),
    was,
    restart: HostConfig?.RestartPolicy ?? { Name: 'no' },
  };
}

async function factsOf(
  engine: Engine,
  container: InspectedContainer,
  everyone: readonly InspectedContainer[],
  own: EngineDefaults | undefined,
  options: CallOptions,
): Promise<ChangeFacts> {
  const image = await imageAt(engine, container.Image ?? '', options);
  const named = await imageAt(engine, container.Config?.Image ?? '', options);
  return {
    container,
    image,
    ...(own && { own }),
    apiVersion: engine.apiVersion,
    namedImage: named?.Id,
    sharers: sharersOf(container, everyone).map(nameOf),
    linkedBy: linkedTo(container, everyone).map(nameOf),
  };
}

async function imageAt(
  engine: Engine,
  name: string,
  options: CallOptions,
): Promise<(InspectedImage & { readonly Id?: string }) | undefined> {
  if (name === '') return undefined;
  return (await ifThere(inspectImage(engine, name, options))) as InspectedImage | undefined;
}
