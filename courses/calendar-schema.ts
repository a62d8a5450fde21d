import { z } from 'zod';
import { populations } from './model';

const oneLine = z.string().trim().min(1);
const bothLanguages = z.strictObject({ vi: oneLine, en: oneLine });
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens');
const day = z.iso.date();
const dayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be month-day, like 06-01');
const timeSpan = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must be like 22:00-06:00')
  .refine((span) => span.slice(0, 5) !== span.slice(6), 'must have a length');

const known = { id, why: bothLanguages, source: oneLine.optional(), assumed: z.boolean().default(false) };

/** Days without pushes, half-open: of one year, or of every year. */
const closedDays = z.union([
  z.strictObject({ ...known, from: day, to: day }),
  z.strictObject({ ...known, every_year: z.strictObject({ from: dayOfYear, to: dayOfYear }) }),
]);

/** So many days with the same hours at work or asleep after it; a span past midnight belongs to the day it begins on. */
const shiftTurn = z.strictObject({ days: z.int().min(1).max(60), closed: z.array(timeSpan) });

export const calendarFile = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('closed-days'),
    populations: z.array(z.enum(populations)).min(1).optional(), // absent: everybody
    review_by: day,
    days: z.array(closedDays).min(1),
  }),
  z.strictObject({ kind: z.literal('public-holidays'), review_by: day, days: z.array(closedDays).min(1) }),
  z.strictObject({
    kind: z.literal('shifts'),
    review_by: day,
    patterns: z.array(z.strictObject({ id, title: bothLanguages, turns: z.array(shiftTurn).min(1) })).min(1),
  }),
]);

export type CalendarFile = z.infer<typeof calendarFile>;
export type ClosedDays = z.infer<typeof closedDays>;
export type ShiftPattern = Extract<CalendarFile, { kind: 'shifts' }>['patterns'][number];
