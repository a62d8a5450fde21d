import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import { z } from 'zod';
import { type StaffRow, staff } from '../storage/collections/staff';
import { hashPassword, passwordLength } from './password';
import { roles } from './roles';
import { foldSignInName } from './sign-in-name';

export const newStaffMember = z.object({
  name: z.string().trim().min(1).max(120),
  signInName: z.string().trim().min(3).max(120),
  password: z.string().min(passwordLength.least).max(passwordLength.most),
  role: z.enum(roles),
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('everything') }),
    z.object({ kind: z.enum(['area', 'organisation', 'group']), id: z.string().min(1) }),
  ]),
});
export type NewStaffMember = z.infer<typeof newStaffMember>;

export type CreatedStaffMember = { readonly outcome: 'created'; readonly id: string } | { readonly outcome: 'name_taken' };

/** The caller has parsed `member` with `newStaffMember` and writes the audit row, as it knows who asked. */
export async function createStaffMember(
  db: Connection,
  member: NewStaffMember,
  now: Date,
  id = ulid(now.getTime()),
): Promise<CreatedStaffMember> {
  const row: StaffRow = {
    _id: id,
    name: member.name.normalize('NFC'),
    signInName: foldSignInName(member.signInName),
    password: await hashPassword(member.password),
    role: member.role,
    scope: member.scope,
    disabledAt: null,
    createdAt: now,
  };
  const result = await staff(db).updateOne({ signInName: row.signInName }, { $setOnInsert: row }, { upsert: true });
  return result.upsertedCount === 1 ? { outcome: 'created', id: row._id } : { outcome: 'name_taken' };
}
