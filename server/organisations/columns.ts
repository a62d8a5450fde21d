import { DateTime } from 'luxon';
import { z } from 'zod';
import { populations } from '../../courses/model';

/** What a column may hold; the messages are keys of `imports.json`. */
export const id = z
  .string('required')
  .min(1, 'required')
  .max(64, 'notACode')
  .regex(/^[\p{L}\p{N}._-]*$/u, 'notACode');
export const name = z.string('required').min(1, 'required').max(200, 'tooLong');
export const day = z.string('required').refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid, 'notADay');
export const population = z.enum(populations, 'notAPopulation');
export const wholeNumber = z
  .string('required')
  .regex(/^\d{1,9}$/, 'notANumber')
  .transform(Number);

export const optionalId = optional(id);
export const optionalDay = optional(day);
export const optionalNumber = optional(wholeNumber);

/** Several populations in one column, between semicolons. */
export const populationList = z
  .string('required')
  .transform((text) => text.split(';').map((part) => part.trim()))
  .pipe(z.array(population).min(1, 'required'));

/** An empty column is an absent field. */
export function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = { ...fields } as never; // the undefined ones leave below
  for (const name of Object.keys(fields)) if (Reflect.get(kept, name) === undefined) Reflect.deleteProperty(kept, name);
  return kept;
}

function optional<T>(schema: z.ZodType<T, string>): z.ZodType<T | undefined, string | undefined> {
  return z
    .string()
    .optional()
    .transform((text) => (text === '' ? undefined : text))
    .pipe(schema.optional());
}
