import type { Node } from '../reach/figure';
import type { ConsoleDeps } from './console-deps';
import type { FigureQuery, PlanSummary } from './figure-source';
import { type Filters, lastDay, periodOf, readFilters, toFigureQuery } from './filters';
import { today } from './format';
import { placeFor, plansFor, scopeOf } from './place';
import type { PlanPeriod } from './plan-periods';
import type { Visit } from './requests';

/** A plan as one member may see it, with the question their address asks. */
export type PlanVisit = {
  readonly plans: readonly PlanSummary[];
  readonly plan: PlanSummary;
  readonly filters: Filters;
  readonly query: FigureQuery;
  readonly period: PlanPeriod | undefined;
  readonly path: readonly Node[]; // empty for the whole plan
};

/** Without a plan in the address it is the first that is under way. */
export async function findPlan({ figures, now }: ConsoleDeps, { request, member }: Visit): Promise<PlanVisit | 'notFound' | 'noPlans'> {
  const plans = await plansFor(figures, member);
  const wanted = request.params.plan;
  if (wanted === undefined && plans.length === 0) return 'noPlans';

  const plan = wanted === undefined ? plans[0] : plans.find(({ id }) => id === wanted);
  if (plan === undefined) return 'notFound';

  const filters = readFilters(request.query);
  const day = today(now());
  const query = toFigureQuery(plan, filters, scopeOf(member), day);
  const period = periodOf(plan, filters, lastDay(plan, day));
  const path = await placeFor(figures, member, query);
  return path === undefined ? 'notFound' : { plans, plan, filters, query, period, path };
}
