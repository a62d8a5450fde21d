import type { ClosedDays, ShiftPattern } from '../../courses/calendar-schema';
import type { LoadedCalendar } from '../../courses/content';
import type { Population } from '../../courses/model';
import type { Day } from '../reach/period';

/** Days on which some populations, or everybody, get no push. */
export type ClosedPeriod = { readonly populations?: readonly Population[]; readonly period: ClosedDays };

/** What the content folder says of days and hours without pushes. */
export type Calendar = { readonly closed: readonly ClosedPeriod[]; readonly patterns: ReadonlyMap<string, ShiftPattern> };

/** The working pattern of a group or organisation; its first turn begins on `since`. */
export type Shift = { readonly pattern: ShiftPattern; readonly since: Day };

export function calendarOf(loaded: readonly LoadedCalendar[]): Calendar {
  const closed: ClosedPeriod[] = [];
  const patterns = new Map<string, ShiftPattern>();
  for (const { calendar } of loaded) {
    if (calendar.kind === 'shifts') for (const pattern of calendar.patterns) patterns.set(pattern.id, pattern);
    if (calendar.kind === 'closed-days') closed.push(...calendar.days.map((period) => closedPeriod(calendar.populations, period)));
  }
  return { closed, patterns };
}

function closedPeriod(populations: readonly Population[] | undefined, period: ClosedDays): ClosedPeriod {
  return populations === undefined ? { period } : { populations, period };
}

/** The first day after the period that holds `day`; `undefined` when it does not hold it. */
export function endOfPeriod(period: ClosedDays, day: Day): Day | undefined {
  if (!('every_year' in period)) return period.from <= day && day < period.to ? period.to : undefined;

  const { from, to } = period.every_year;
  const [year, dayOfYear] = [Number(day.slice(0, 4)), day.slice(5)];
  if (from < to) return from <= dayOfYear && dayOfYear < to ? `${year}-${to}` : undefined;
  if (dayOfYear >= from) return `${year + 1}-${to}`;
  return dayOfYear < to ? `${year}-${to}` : undefined;
}
