import { addDays, type Day } from '../reach/period';
import type { PlanFile, ReportDue } from '../reach/plan-file';

/** One report that one plan wants in a year. `late` is the first day on which it is too late. */
export type CalendarEntry = ReportDue & { readonly plan: string; readonly number: string; readonly late?: Day };

/** An upper office wants its report before those below it must have sent theirs. */
export type Conflict = {
  readonly type: ReportDue['type'];
  readonly upper: CalendarEntry;
  readonly lower: CalendarEntry;
  readonly cutOff: Day;
};

type CalendarPlan = { readonly id: string; readonly file: Pick<PlanFile, 'calendar' | 'number'> };

/** Time for whoever puts the reports of several together (`docs/design/reach.md` §7). */
const daysInside = 7;

export function planCalendar(plans: readonly CalendarPlan[], year: number): readonly CalendarEntry[] {
  return plans.flatMap(({ id, file }) =>
    file.calendar.map((entry) => ({
      ...entry,
      plan: id,
      number: file.number ?? id,
      ...(entry.before === undefined ? {} : { late: `${year}-${entry.before}` }),
    })),
  );
}

/**
 * Where a report is due to somebody who must send their own no later: nobody can put together what has not come. The proposed cut-off
 * lies a week before the earlier of the two.
 */
export function calendarConflicts(entries: readonly CalendarEntry[]): readonly Conflict[] {
  return entries.flatMap((lower) =>
    entries.flatMap((upper): readonly Conflict[] => {
      const above = upper !== lower && upper.type === lower.type && lower.to.includes(upper.by);
      if (!above || upper.late === undefined || lower.late === undefined || upper.late > lower.late) return [];
      return [{ type: lower.type, upper, lower, cutOff: addDays(upper.late, -1 - daysInside) }];
    }),
  );
}
