import type { SwapPlan } from '../../docker/run/changePlan';
import type { Engine } from '../connection';
import { type Changeable, replacementsOf } from './read';
import { type SwapOutcome, swap } from './swap';
import type { SwapOptions } from './swapping';

/**
 * Puts a new container into the place of one, and new ones into the places of those that live in its
 * namespaces, as a plan says.
 *
 * @param changeable what the plan was made of
 */
export async function recreate(
  engine: Engine,
  changeable: Changeable,
  plan: SwapPlan,
  options: SwapOptions,
): Promise<SwapOutcome> {
  return swap(engine, replacementsOf(changeable, plan), options);
}
