import type { Connection } from 'mongoose';
import { type Role, type StaffRow, staff } from '../storage/collections/staff';

/** Who is looking, and how far they may look. */
export type Officer = { readonly id: string; readonly name: string; readonly role: Role; readonly area?: string };

/** Read on every request: a disabled account loses the console at once, not when its sign-in ends. */
export async function findOfficer(db: Connection, id: string): Promise<Officer | undefined> {
  const row = await staff(db)
    .findOne({ _id: { $eq: id }, disabledAt: null })
    .lean<StaffRow>();
  return row === null ? undefined : toOfficer(row);
}

export function toOfficer(row: StaffRow): Officer {
  const officer = { id: row._id, name: row.name, role: row.role };
  return row.area === null ? officer : { ...officer, area: row.area };
}
