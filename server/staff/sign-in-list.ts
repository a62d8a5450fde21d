import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { type SignInRow, signIns } from '../storage/collections/sign-ins';
import type { Bounds } from '../storage/within';
import { listStaff } from './list-staff';

/** One browser somebody is signed in with. */
export type SignInEntry = {
  readonly id: string;
  readonly staffId: string;
  readonly name?: string;
  readonly browser: string;
  readonly since: Date;
  readonly lastSeen?: Date;
};

/** Somebody's sign-ins, the newest first. */
export async function signInsOf(db: Connection, staffId: string, now: Date): Promise<readonly SignInEntry[]> {
  const rows = await native(signIns(db))
    .find({ 'session.staffId': staffId, expires: { $gt: now } })
    .toArray();
  return rows.flatMap(toEntry).sort((one, other) => other.since.getTime() - one.since.getTime());
}

const pageSize = 50;
export type SignInPage = { readonly entries: readonly SignInEntry[]; readonly next?: string };

/** Everybody's within these bounds, in pages by row. */
export async function allSignIns(
  db: Connection,
  bounds: Bounds,
  { after, now }: { readonly after?: string; readonly now: Date },
): Promise<SignInPage> {
  const names = new Map((await listStaff(db, bounds, now)).map(({ id, name }) => [id, name]));
  const rows = await native(signIns(db))
    .find({ 'session.staffId': { $in: [...names.keys()] }, expires: { $gt: now }, ...(after === undefined ? {} : { _id: { $gt: after } }) })
    .sort({ _id: 1 })
    .limit(pageSize + 1)
    .toArray();
  const entries = rows.slice(0, pageSize).flatMap(toEntry);
  const next = rows.length > pageSize ? entries.at(-1)?.id : undefined;
  return { entries: entries.map((entry) => ({ ...entry, name: names.get(entry.staffId) ?? '' })), ...(next === undefined ? {} : { next }) };
}

/** Whose sign-in it is; `undefined` when there is none. */
export async function ownerOf(db: Connection, id: string): Promise<string | undefined> {
  return (await native(signIns(db)).findOne({ _id: { $eq: id } }))?.session?.staffId;
}

export function endSignIn(db: Connection, staffId: string, id: string): Promise<boolean> {
  return end(db, { _id: { $eq: id }, 'session.staffId': staffId });
}

export function endOtherSignIns(db: Connection, staffId: string, kept: string): Promise<boolean> {
  return end(db, { _id: { $ne: kept }, 'session.staffId': staffId });
}

async function end(db: Connection, filter: mongo.Filter<SignInRow>): Promise<boolean> {
  return (await native(signIns(db)).deleteMany(filter)).deletedCount > 0;
}

function toEntry({ _id, session, lastModified }: SignInRow): readonly SignInEntry[] {
  if (session?.staffId === undefined || session.signedInAt === undefined) return [];
  const { staffId, signedInAt, browser = '' } = session;
  return [{ id: _id, staffId, browser, since: new Date(signedInAt), ...(lastModified === undefined ? {} : { lastSeen: lastModified }) }];
}
