import { addDays } from '../../reach/period';
import { countedPlans } from '../../reach/plan';
import type { PlanVersion } from '../../reach/plan-version';
import { findPeriod, type ReportPeriod, reportPeriods } from '../../reports/report-period';
import { coversArea } from '../../storage/within';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Visit } from '../requests';

export type PlanPeriods = { readonly version: PlanVersion; readonly periods: readonly ReportPeriod[] };
export type PeriodVisit = { readonly version: PlanVersion; readonly period: ReportPeriod };

/** The half-years and years, begun already, of every plan whose whole area somebody sees. */
export async function coveredPeriods({ db }: ConsoleDeps, { bounds, now }: Visit): Promise<readonly PlanPeriods[]> {
  const plans = (await countedPlans(db)).filter(({ area }) => coversArea(bounds, area));
  return plans.map((version) => ({ version, periods: reportPeriods(daysOf(version), ['half_year', 'year'], today(now)) }));
}

/** The plan and period an address names, where somebody sees the plan's whole area. */
export async function coveredPeriod({ db }: ConsoleDeps, { bounds, request }: Visit): Promise<PeriodVisit | undefined> {
  const version = (await countedPlans(db)).find(({ plan }) => plan === request.params.plan);
  if (version === undefined || !coversArea(bounds, version.area)) return undefined;
  const period = findPeriod(daysOf(version), String(request.params.period));
  return period === undefined ? undefined : { version, period };
}

function daysOf({ from, to }: PlanVersion) {
  return { from, to: addDays(to, -1) };
}
