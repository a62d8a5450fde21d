import type { Connection, mongo } from 'mongoose';
import { native } from '../storage/collection';
import { signIns } from '../storage/collections/sign-ins';
import { type StaffRow, staff } from '../storage/collections/staff';
import { hashPassword } from './password';
import type { Role } from './roles';
import type { Scope } from './scope';

/**
 * Each of these ends the sign-ins that were begun under the old state, by a date that every request compares with and by taking
 * away the rows. `false` when there is no such account, or nothing to change. Who asks writes the audit row.
 */
export function disableStaffMember(db: Connection, id: string, now: Date): Promise<boolean> {
  return change(db, { _id: id, disabledAt: null }, { disabledAt: now, signInsFrom: now });
}

/** The old password and second factor hold again; nothing else of what was before comes back. */
export function enableStaffMember(db: Connection, id: string): Promise<boolean> {
  return set(db, { _id: id, disabledAt: { $ne: null } }, { disabledAt: null, lockedUntil: null });
}

export function changeRole(db: Connection, id: string, given: { readonly role: Role; readonly scope: Scope }, now: Date): Promise<boolean> {
  return change(db, { _id: id }, { ...given, signInsFrom: now });
}

export async function changePassword(db: Connection, id: string, password: string, now: Date): Promise<boolean> {
  return change(db, { _id: id }, { password: await hashPassword(password), lockedUntil: null, signInsFrom: now });
}

/** For whoever lost both the phone and the recovery codes. Those who need a second factor set up a new one at the next sign-in. */
export function removeSecondFactor(db: Connection, id: string, now: Date): Promise<boolean> {
  return change(db, { _id: id, secondFactor: { $ne: null } }, { secondFactor: null, signInsFrom: now });
}

async function change(
  db: Connection,
  filter: mongo.Filter<StaffRow> & { readonly _id: string },
  fields: Partial<StaffRow>,
): Promise<boolean> {
  const changed = await set(db, filter, fields);
  if (changed) await native(signIns(db)).deleteMany({ 'session.staffId': filter._id });
  return changed;
}

async function set(db: Connection, filter: mongo.Filter<StaffRow>, fields: Partial<StaffRow>): Promise<boolean> {
  return (await native(staff(db)).updateOne(filter, { $set: fields })).matchedCount === 1;
}
