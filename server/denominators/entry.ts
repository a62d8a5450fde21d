import { z } from 'zod';
import { day, name, population, wholeNumber } from '../organisations/columns';
import type { Day } from '../reach/period';
import { denominatorMeasures } from '../storage/collections/denominators';

/** What is typed of one denominator; the messages are keys of `imports.json`. */
const measure = z.union([z.enum(denominatorMeasures), z.enum(['', 'stock']).transform(() => undefined)], 'notAMeasure').optional();

export const entry = z.object({
  population,
  measure,
  people: z.string('required').transform(withoutSeparators).pipe(wholeNumber),
  asOf: day,
  issuer: name,
  document: name,
  method: name,
});
export type Entry = z.infer<typeof entry>;

/** Offices write thousands with points or spaces: "1.234", "1 234". Anything else stays and is refused as no number. */
export function withoutSeparators(text: string): string {
  const typed = text.trim();
  return /^\d{1,3}([. \u00a0]\d{3})+$/.test(typed) ? typed.replace(/[. \u00a0]/g, '') : typed;
}

/** A count of a day that has not come is none. */
export function isToCome({ asOf }: Pick<Entry, 'asOf'>, today: Day): boolean {
  return asOf > today;
}
