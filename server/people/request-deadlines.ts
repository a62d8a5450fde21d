import { DateTime } from 'luxon';
import type { LoadedCalendar } from '../../courses/content';
import { endOfPeriod } from '../pushes/calendar';
import { zone } from '../reach/period';
import type { RequestKind } from '../storage/collections/data-requests';

export type Holidays = (day: string) => boolean;

/** From the programme's calendars: the days on which offices are closed besides weekends. */
export function holidaysOf(calendars: readonly LoadedCalendar[]): Holidays {
  const periods = calendars.flatMap(({ calendar }) => (calendar.kind === 'public-holidays' ? calendar.days : []));
  return (day) => periods.some((period) => endOfPeriod(period, day) !== undefined);
}

/** Decree 356/2025, article 5: an answer that it arrived within 2 working days, the rest within days of the calendar. */
const acknowledgedIn = 2;
const doneIn = { view: 10, correct: 10, withdraw: 15, object: 15, erase: 20 } as const satisfies Record<RequestKind, number>;

/** Until the end of which days a request is to be acknowledged and done. The day it came does not count. */
export function deadlinesOf(kind: RequestKind, askedAt: Date, isHoliday: Holidays): { readonly acknowledgeBy: Date; readonly due: Date } {
  return {
    acknowledgeBy: afterWorkingDays(askedAt, acknowledgedIn, isHoliday),
    due: endOfDay(inVietnam(askedAt).plus({ days: doneIn[kind] })),
  };
}

/** A term may be extended once, by as long as it was. */
export function extended(kind: RequestKind, due: Date): Date {
  return endOfDay(inVietnam(due).minus({ milliseconds: 1 }).plus({ days: doneIn[kind] }));
}

function afterWorkingDays(from: Date, days: number, isHoliday: Holidays): Date {
  let day = inVietnam(from);
  for (let left = days; left > 0; ) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5 && !isHoliday(day.toISODate() ?? '')) left -= 1;
  }
  return endOfDay(day);
}

function inVietnam(at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone });
}

function endOfDay(day: DateTime): Date {
  return day.startOf('day').plus({ days: 1 }).toJSDate();
}
