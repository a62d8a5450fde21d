import { z } from 'zod';
import { withoutSeparators } from '../denominators/entry';
import { returnKinds } from '../storage/collections/unit-returns';
import type { Sent } from './change-return';

const most = 1_000_000_000_000; // đồng: a whole province's budget of a year

/** A count as typed; nothing typed is not none. The messages are keys under `fault` of returns.json. */
export const count = z
  .string('required')
  .transform(withoutSeparators)
  .pipe(
    z
      .string()
      .min(1, 'required')
      .regex(/^\d{0,13}$/, 'notANumber'),
  )
  .transform(Number)
  .pipe(z.number().max(most, 'tooMany'));
const words = z.string().normalize('NFC').trim().max(2_000, 'tooLong').default('');
const form = z.object({
  meetings: count,
  attendances: count,
  leaflets: count,
  panels: count,
  articles: count,
  airMinutes: count,
  spent: count,
  difficulties: words,
  proposals: words,
});

export type SentFault = { readonly field: string; readonly message: string };

/** A return as typed into the form or the file, or everything that is wrong with it. */
export function readSent(fields: unknown): { readonly sent: Sent } | { readonly faults: readonly SentFault[] } {
  const read = form.safeParse(fields);
  if (!read.success) return { faults: read.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })) };
  const { difficulties, proposals, ...values } = read.data;
  return { sent: { values, difficulties, proposals } };
}

export const typedNames = [...returnKinds, 'difficulties', 'proposals'] as const;
