import type { Connection } from 'mongoose';
import { type AreaTree, loadAreaTree } from './area-tree';
import type { PlanScope, Term } from './contribution';
import { countedIndicators } from './indicators/counted';
import { placesIn } from './places';
import { currentPlans, findPlanVersion } from './plan';
import { minimumMinutesOf, type PlanVersion } from './plan-version';
import { rememberedFor } from './remembered-for';
import type { Scopes } from './tally-rows';

/** Plans and map for counting, read again at most every two seconds: both change by import only. */
export function scopesOf(db: Connection, now: () => Date): (anew?: 'anew') => Promise<Scopes> {
  return rememberedFor(2_000, now, () => readScopes(db));
}

export async function readScopes(db: Connection): Promise<Scopes> {
  const [plans, tree] = await Promise.all([currentPlans(db), loadAreaTree(db)]);
  return { plans: plans.map((plan) => planScope(plan, tree)) };
}

/** One plan as it was imported, whether or not a newer version is counted since. */
export async function planScopeOf(db: Connection, id: string): Promise<PlanScope | undefined> {
  const plan = await findPlanVersion(db, id);
  return plan === undefined ? undefined : planScope(plan, await loadAreaTree(db));
}

export function planScope(plan: PlanVersion, tree: AreaTree): PlanScope {
  const terms = new Map<string, Term>();
  for (const indicator of countedIndicators(plan)) {
    const population = termOf(indicator.population, indicator.populations);
    terms.set(population, {
      population,
      populations: indicator.populations,
      placesOf: placesIn({ id: plan._id, area: plan.area }, population, tree),
    });
  }
  const minimumMinutes = minimumMinutesOf(plan);
  return { id: plan._id, area: plan.area, from: plan.from, to: plan.to, minimumMinutes, terms: [...terms.values()] };
}

/** The name a union of populations has in the tallies: two indicators with the same people share their rows. */
export function termOf(population: string, populations: readonly string[]): string {
  return populations.length > 1 ? `${population}(${[...populations].sort().join('+')})` : (populations[0] ?? population);
}
