import { addDays, type Day } from '../reach/period';
import type { PlanVersion } from '../reach/plan-version';
import type { ReportPeriod } from './report-period';

/** When a report is due: `late` is the first day on which it is too late, `cutOff` the last day inside the office. */
export type DueDate = { readonly late: Day; readonly cutOff: Day; readonly to: readonly string[]; readonly line?: number };

/** Time for whoever puts the units' reports together. */
const daysInside = 7;

/**
 * What a plan says of a period's report. Where units and the office that puts theirs together have days that collide, the earliest
 * counts: the internal cut-off lies a week before it.
 */
export function dueDateOf({ file }: Pick<PlanVersion, 'file'>, { type, year }: Pick<ReportPeriod, 'type' | 'year'>): DueDate | undefined {
  const dated = file.calendar.flatMap((entry) =>
    entry.type === type && entry.before !== undefined ? [{ ...entry, late: `${year}-${entry.before}` }] : [],
  );
  const [first] = dated.sort((a, b) => (a.late < b.late ? -1 : 1));
  if (first === undefined) return undefined;
  const { late, to, line } = first;
  return { late, cutOff: addDays(late, -1 - daysInside), to, ...(line === undefined ? {} : { line }) };
}
