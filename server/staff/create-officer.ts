import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import { z } from 'zod';
import { type StaffRow, staff } from '../storage/collections/staff';
import { hashPassword, passwordLength } from './password';
import { foldSignInName } from './sign-in-name';

export const newOfficer = z.object({
  name: z.string().trim().min(1).max(120),
  signInName: z.string().trim().min(3).max(120),
  password: z.string().min(passwordLength.least).max(passwordLength.most),
  area: z.string().min(1).optional(), // without it the officer sees the whole plan
});
export type NewOfficer = z.infer<typeof newOfficer>;

export type CreatedOfficer = { readonly outcome: 'created'; readonly id: string } | { readonly outcome: 'name_taken' };

/** The caller has parsed `officer` with `newOfficer` and writes the audit row, as it knows who asked. */
export async function createOfficer(db: Connection, officer: NewOfficer, now: Date): Promise<CreatedOfficer> {
  const row: StaffRow = {
    _id: ulid(now.getTime()),
    name: officer.name.normalize('NFC'),
    signInName: foldSignInName(officer.signInName),
    password: await hashPassword(officer.password),
    role: 'officer',
    area: officer.area ?? null,
    disabledAt: null,
    createdAt: now,
  };
  const result = await staff(db).updateOne({ signInName: row.signInName }, { $setOnInsert: row }, { upsert: true });
  return result.upsertedCount === 1 ? { outcome: 'created', id: row._id } : { outcome: 'name_taken' };
}
