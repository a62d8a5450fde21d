import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { createStaffMember } from '../staff/create-staff-member';

const signIn = z.object({ signInName: z.string(), password: z.string() });
export type SignIn = z.infer<typeof signIn>;

/** The demonstration's officer, with a password of this folder's own; the same at every later start. */
export async function createOfficerOnce(db: Connection, folder: string, now: Date): Promise<SignIn> {
  const file = join(folder, 'sign-in.json');
  if (!existsSync(file)) {
    const fresh: SignIn = { signInName: 'can-bo', password: randomBytes(9).toString('base64url') };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  }
  const kept = signIn.parse(JSON.parse(readFileSync(file, 'utf8')));
  await createStaffMember(db, { name: 'Cán bộ (mẫu)', role: 'officer', scope: { kind: 'everything' }, ...kept }, now);
  return kept;
}
