import { addDays, addMonths, type Day, endOfSchoolYear } from '../../reach/period';

/** A day as a date field sends it. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A code may be used for two years at most. */
export function isLastDay(text: string, today: Day): boolean {
  return isDay(text) && text >= today && text <= addMonths(today, 24);
}

/** The end of the school year, or of the next where this one is nearly over. */
export function proposedLastDay(today: Day): Day {
  const end = endOfSchoolYear(today);
  return addDays(end < addMonths(today, 1) ? endOfSchoolYear(end) : end, -1);
}
