import { DateTime } from 'luxon';
import { z } from 'zod';
import { auditActions } from '../storage/collections/audit';
import type { AuditQuery } from './search-audit';

export const auditPageSize = 50;

/** Every kind of act, for a list to choose from. */
export const auditActionNames: readonly string[] = auditActions;

const zone = 'Asia/Ho_Chi_Minh';
const word = z.string().trim().min(1).max(200).optional().catch(undefined);
const typed = z.object({
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  actor: word,
  action: z.enum(auditActions).optional().catch(undefined),
  subject: word,
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export type TypedAuditQuery = z.infer<typeof typed>;

/** What an address asks of the audit; what makes no sense is left out. Days are those of Vietnam, both included. */
export function readAuditQuery(query: unknown): { readonly asked: TypedAuditQuery; readonly query: AuditQuery } {
  const asked = typed.parse(query ?? {});
  const start = (day: string, plus: number) => DateTime.fromISO(day, { zone }).plus({ days: plus }).toJSDate();
  const { from, to, ...rest } = asked;
  return {
    asked,
    query: {
      ...rest,
      ...(from === undefined ? {} : { from: start(from, 0) }),
      ...(to === undefined ? {} : { to: start(to, 1) }),
      limit: auditPageSize,
    },
  };
}
