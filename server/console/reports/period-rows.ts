import { findPlanVersion } from '../../reach/plan';
import { dueDateOf } from '../../reports/due-dates';
import { reportPeriods } from '../../reports/report-period';
import { reportsWithin } from '../../storage/collections/reports';
import { coversArea } from '../../storage/within';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import { plansFor } from '../place';
import type { Visit } from '../requests';
import type { PeriodRow } from './reports-page';

const usual = ['quarter', 'half_year', 'year'] as const;

/** The periods of every plan that somebody may report on, the latest first; those nobody wants only when there is a report of them. */
export async function periodRows(deps: ConsoleDeps, { member, bounds, now }: Visit): Promise<readonly PeriodRow[]> {
  const day = today(now);
  const plans = await plansFor(deps.figures, member);
  const rows = await Promise.all(
    plans.map(async (plan) => {
      const version = await findPlanVersion(deps.db, plan.id);
      if (version === undefined || !coversArea(bounds, version.area)) return [];
      const reports = await reportsWithin(deps.db, bounds).find({ plan: { $eq: plan.id } }, { sort: { _id: 1 } });
      const asked = new Set(version.file.calendar.map(({ type }) => type));
      return reportPeriods(plan, usual, day).flatMap((period): PeriodRow[] => {
        const ours = reports.filter((report) => report.period.id === period.id);
        const wanted = asked.has(period.type) || (asked.size === 0 && period.type !== 'quarter');
        if (!wanted && ours.length === 0) return [];
        const due = dueDateOf(version, period);
        const overdue = due !== undefined && day >= due.late && !ours.some(({ state }) => state === 'frozen');
        return [{ plan, period, wanted, due, overdue, reports: ours }];
      });
    }),
  );
  return rows.flat();
}
