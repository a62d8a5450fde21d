import { findPlanVersion } from '../../reach/plan';
import type { PlanVersion } from '../../reach/plan-version';
import type { ConsoleDeps } from '../console-deps';
import { findPlan, type PlanVisit } from '../plan-visit';
import type { Visit } from '../requests';

export type VersionVisit = PlanVisit & { readonly version: PlanVersion };

/** A plan as it was imported, when the member may see it. */
export async function findVersion(deps: ConsoleDeps, visit: Visit): Promise<VersionVisit | undefined> {
  const found = await findPlan(deps, visit);
  if (typeof found === 'string') return undefined;
  const version = await findPlanVersion(deps.db, found.plan.id);
  return version === undefined ? undefined : { ...found, version };
}
