import { DateTime } from 'luxon';

/** Days are `yyyy-mm-dd` of Asia/Ho_Chi_Minh and compare as text; periods are half-open. */
export type Day = string;

export const zone = 'Asia/Ho_Chi_Minh';
const inVietnam = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });

export function dayOf(at: Date): Day {
  return inVietnam.format(at);
}

export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** `2026-Q3`. */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

export function startOfYear(day: Day): Day {
  return `${day.slice(0, 4)}-01-01`;
}

export function startOfNextYear(day: Day): Day {
  return `${yearOf(day) + 1}-01-01`;
}

export const addDays = remembered((day: Day, days: number) => iso(plain(day).plus({ days })));
export const addMonths = remembered((day: Day, months: number) => iso(plain(day).plus({ months })));

export function lastDayOf(month: string): Day {
  return addDays(addMonths(`${month}-01`, 1), -1);
}

/** A school year runs from 1 September; the first day after the one that holds `day`. */
export function endOfSchoolYear(day: Day): Day {
  const year = yearOf(day);
  return day < `${year}-09-01` ? `${year}-09-01` : `${year + 1}-09-01`;
}

/** The last Sunday at or before `day`. */
export function endOfLastWeek(day: Day): Day {
  return addDays(day, -(plain(day).weekday % 7));
}

/** The months from one day to another, both included. */
export function monthsBetween(first: Day, last: Day): readonly string[] {
  const months: string[] = [];
  for (let month = `${monthOf(first)}-01`; monthOf(month) <= monthOf(last); month = addMonths(month, 1)) months.push(monthOf(month));
  return months;
}

function plain(day: Day): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function iso(date: DateTime): Day {
  return date.toFormat('yyyy-MM-dd');
}

/** A province's evidence falls on a few thousand days; each sum is worked out once. */
function remembered(work: (day: Day, by: number) => Day): (day: Day, by: number) => Day {
  const known = new Map<string, Day>();
  return (day, by) => {
    const key = `${day}${by}`;
    const found = known.get(key);
    if (found !== undefined) return found;

    const made = work(day, by);
    if (known.size > 50_000) known.clear();
    known.set(key, made);
    return made;
  };
}
