import { z } from 'zod';
import type { ListInput } from '../../meetings/record-meeting';
import type { RosterRow } from '../../meetings/roster-rows';

const mostRows = 5_000;
const fields = z.object({
  row: z
    .union([z.string().max(6), z.array(z.string().max(6)).max(mostRows)])
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .default([]),
  complete: z.literal('yes').optional(),
  key: z.string().regex(/^[\w-]{8,64}$/),
});

/** What was ticked, by the numbers that stand on the paper; `undefined` for a form that is none of ours. */
export function readTicks(body: unknown, rows: readonly RosterRow[]): Omit<ListInput, 'group'> | undefined {
  const read = fields.safeParse(body);
  if (!read.success) return undefined;
  const ticked = new Set(read.data.row);
  const present = rows.filter(({ number }) => ticked.has(String(number))).map(({ code }) => code);
  return { present, complete: read.data.complete === 'yes', key: read.data.key };
}
