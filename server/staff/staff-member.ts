import type { Connection } from 'mongoose';
import { type StaffRow, staff } from '../storage/collections/staff';
import type { Role } from './roles';
import type { Scope } from './scope';

/** Who is at work, what as, and how far they may look. */
export type StaffMember = { readonly id: string; readonly name: string; readonly role: Role; readonly scope: Scope };

/** Read on every request: a disabled account loses the console at once, not when its sign-in ends. */
export async function findStaffMember(db: Connection, id: string): Promise<StaffMember | undefined> {
  const row = await staff(db)
    .findOne({ _id: { $eq: id }, disabledAt: null })
    .lean<StaffRow>();
  return row === null ? undefined : toStaffMember(row);
}

export function toStaffMember({ _id, name, role, scope }: StaffRow): StaffMember {
  return { id: _id, name, role, scope };
}
