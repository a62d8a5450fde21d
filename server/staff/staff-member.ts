import type { Connection } from 'mongoose';
import { type StaffRow, staff } from '../storage/collections/staff';
import type { Role } from './roles';
import type { Scope } from './scope';

/** Who is at work, what as, and how far they may look. */
export type StaffMember = { readonly id: string; readonly name: string; readonly role: Role; readonly scope: Scope };

/** A member at work, with what decides whether a sign-in of theirs still holds. */
export type ActiveStaffMember = StaffMember & {
  readonly signInName: string;
  readonly hasSecondFactor: boolean;
  readonly signInsFrom?: Date;
};

/** Read on every request: a disabled account loses the console at once, not when its sign-in ends. */
export async function findStaffMember(db: Connection, id: string): Promise<ActiveStaffMember | undefined> {
  const row = await staff(db)
    .findOne({ _id: { $eq: id }, disabledAt: null })
    .lean<StaffRow>();
  if (row === null) return undefined;
  const { signInName, secondFactor, signInsFrom } = row;
  return {
    ...toStaffMember(row),
    signInName,
    hasSecondFactor: (secondFactor ?? null) !== null,
    ...(signInsFrom instanceof Date ? { signInsFrom } : {}),
  };
}

export function toStaffMember({ _id, name, role, scope }: StaffRow): StaffMember {
  return { id: _id, name, role, scope };
}
