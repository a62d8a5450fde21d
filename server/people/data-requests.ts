import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type DataRequest, dataRequests, type RequestKind, type RequestOutcome } from '../storage/collections/data-requests';
import { insertNew } from '../storage/insert-new';
import { deadlinesOf, extended, type Holidays } from './request-deadlines';

export type NewRequest = Pick<DataRequest, '_id' | 'kind' | 'from' | 'askedAt'> &
  Partial<Pick<DataRequest, 'person' | 'identity' | 'takenBy'>>;

/** Puts a request into the register; the same number again changes nothing. */
export async function openDataRequest(db: Connection, request: NewRequest, isHoliday: Holidays): Promise<void> {
  const row: DataRequest = { ...request, ...deadlinesOf(request.kind, request.askedAt, isHoliday), open: true };
  await insertNew(native(dataRequests(db)), [row]);
}

/** Those that wait, the most urgent first. */
export function openRequests(db: Connection, most = 200): Promise<readonly DataRequest[]> {
  return native(dataRequests(db)).find({ open: true }).sort({ due: 1 }).limit(most).toArray();
}

export function findDataRequest(db: Connection, id: string): Promise<DataRequest | undefined> {
  return native(dataRequests(db))
    .findOne({ _id: id })
    .then((row) => row ?? undefined);
}

export async function acknowledge(db: Connection, id: string, now: Date): Promise<boolean> {
  const waiting = { _id: id, open: true as const, acknowledgedAt: { $exists: false } };
  return (await native(dataRequests(db)).updateOne(waiting, { $set: { acknowledgedAt: now } })).modifiedCount === 1;
}

/** Once, with the reason that whoever asked was told. */
export async function extend(db: Connection, { _id, kind, due }: DataRequest, extension: string, now: Date): Promise<boolean> {
  const waiting = { _id, open: true as const, extendedAt: { $exists: false } };
  const set = { extendedAt: now, extension, due: extended(kind, due) };
  return (await native(dataRequests(db)).updateOne(waiting, { $set: set, $unset: { alarmedAt: '' } })).modifiedCount === 1;
}

/** Whose it was is forgotten with it. */
export async function closeDataRequest(db: Connection, id: string, outcome: RequestOutcome, now: Date): Promise<boolean> {
  const done = await native(dataRequests(db)).updateOne(
    { _id: id, open: true },
    { $set: { doneAt: now, outcome }, $unset: { open: '', person: '' } },
  );
  return done.modifiedCount === 1;
}

export function isOverdue({ open, acknowledgedAt, acknowledgeBy, due }: DataRequest, now: Date): boolean {
  return open === true && (due <= now || (acknowledgedAt === undefined && acknowledgeBy <= now));
}

/** Those nobody was warned of yet, and how many there are in all; the warning is noted, so that it comes once a day. */
export async function alarmOverdue(
  db: Connection,
  now: Date,
): Promise<{ readonly overdue: number; readonly kinds: readonly RequestKind[] }> {
  const yesterday = new Date(now.getTime() - dayMs);
  const rows = await native(dataRequests(db)).find(overdueAt(now)).toArray();
  const fresh = rows.filter(({ alarmedAt }) => alarmedAt === undefined || alarmedAt <= yesterday);
  await native(dataRequests(db)).updateMany({ _id: { $in: fresh.map(({ _id }) => _id) } }, { $set: { alarmedAt: now } });
  return { overdue: rows.length, kinds: fresh.map(({ kind }) => kind) };
}

const dayMs = 24 * 3_600_000;

function overdueAt(now: Date) {
  const late = { acknowledgedAt: { $exists: false }, acknowledgeBy: { $lte: now } };
  return { open: true as const, $or: [{ due: { $lte: now } }, late] };
}
