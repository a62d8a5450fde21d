import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { type AuditAction, type AuditRow, audit } from '../storage/collections/audit';
import type { Bounds } from '../storage/within';
import { listStaff } from './list-staff';

/** What somebody asks the audit. `subject` is the beginning of one; `before` the number under which to go on. */
export type AuditQuery = {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined; // half-open
  readonly actor?: string | undefined;
  readonly action?: AuditAction | undefined;
  readonly subject?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

export type AuditPage = { readonly rows: readonly AuditRow[]; readonly next?: number };

/** The newest first. Whoever has bounds sees what was done by staff within them: acts carry no place of their own. */
export async function searchAudit(db: Connection, bounds: Bounds, query: AuditQuery, now: Date): Promise<AuditPage> {
  const actors = bounds === 'everything' ? undefined : (await listStaff(db, bounds, now)).map(({ id }) => id);
  const rows = await native(audit(db))
    .find({ $and: [filterOf(query), actors === undefined ? {} : { actor: { $in: actors } }] })
    .sort({ _id: -1 })
    .limit(query.limit + 1)
    .toArray();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return { rows: shown, ...(rows.length > query.limit && last !== undefined ? { next: last._id } : {}) };
}

function filterOf({ from, to, actor, action, subject, before }: AuditQuery): mongo.Filter<AuditRow> {
  const at = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) };
  return {
    ...(before === undefined ? {} : { _id: { $lt: before } }),
    ...(from === undefined && to === undefined ? {} : { at }),
    ...(actor === undefined ? {} : { actor: { $eq: actor } }),
    ...(action === undefined ? {} : { action: { $eq: action } }),
    ...(subject === undefined ? {} : { subject: { $gte: subject, $lt: `${subject}\uffff` } }),
  };
}
