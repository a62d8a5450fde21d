import type { Indicator } from '../figure';
import type { PlanVersion } from '../plan-version';
import { personCountIndicators } from './person-count';
import { personCoverageIndicators } from './person-coverage';

/** Every indicator of a plan that is counted from the ledger, in the plan's order. */
export function countedIndicators(plan: PlanVersion): readonly Indicator[] {
  const counted = new Map([...personCoverageIndicators(plan), ...personCountIndicators(plan)].map((one) => [one.id, one]));
  return plan.file.indicators.flatMap(({ id }) => counted.get(id) ?? []);
}
