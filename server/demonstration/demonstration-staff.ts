import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { createStaffMember } from '../staff/create-staff-member';

const signIn = z.object({ signInName: z.string(), password: z.string() });
const signIns = z.object({ officer: signIn, organiser: signIn });
export type SignIns = z.infer<typeof signIns>;

export type StaffPlace = { readonly folder: string; readonly school: string; readonly now: Date };

/** Somebody who sees the whole province and somebody of one school, with passwords of this folder's own; the same at every later start. */
export async function createStaffOnce(db: Connection, { folder, school, now }: StaffPlace): Promise<SignIns> {
  const kept = keptSignIns(join(folder, 'sign-ins.json'));
  const everything = { kind: 'everything' } as const;
  await createStaffMember(db, { name: 'Cán bộ (mẫu)', role: 'officer', scope: everything, ...kept.officer }, now);
  const oneSchool = { kind: 'organisation', id: school } as const;
  await createStaffMember(db, { name: 'Đoàn trường (mẫu)', role: 'organiser', scope: oneSchool, ...kept.organiser }, now);
  return kept;
}

function keptSignIns(file: string): SignIns {
  const fresh = (signInName: string) => ({ signInName, password: randomBytes(9).toString('base64url') });
  if (!existsSync(file)) {
    const made: SignIns = { officer: fresh('can-bo-mau'), organiser: fresh('doan-truong-mau') };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return signIns.parse(JSON.parse(readFileSync(file, 'utf8')));
}
