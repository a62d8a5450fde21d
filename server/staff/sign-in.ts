import type { Connection } from 'mongoose';
import { keyedHash } from '../keys';
import { type StaffRow, staff } from '../storage/collections/staff';
import { isPassword } from './password';
import { foldSignInName } from './sign-in-name';
import { createSignInThrottle } from './sign-in-throttle';
import { type StaffMember, toStaffMember } from './staff-member';

export type Credentials = { readonly signInName: string; readonly password: string; readonly address: string };

/** `who` names a refused attempt in the audit without keeping what was typed: people type passwords into name fields. */
export type SignInOutcome =
  | { readonly outcome: 'signed-in'; readonly member: StaffMember }
  | { readonly outcome: 'refused'; readonly who: string }
  | { readonly outcome: 'throttled'; readonly retryAfterSeconds: number };

export type SignIn = (credentials: Credentials) => Promise<SignInOutcome>;

/** `key` hashes names and addresses before they reach the throttle's rows. */
export function createSignIn(db: Connection, key: Buffer): SignIn {
  const throttle = createSignInThrottle(db);

  return async ({ signInName, password, address }) => {
    const name = foldSignInName(signInName);
    const who = keyedHash(key, `name:${name}`);
    const attempt = { pair: keyedHash(key, `pair:${name}:${address}`), name: who, address: keyedHash(key, `address:${address}`) };
    const retryAfterSeconds = await throttle.claim(attempt);
    if (retryAfterSeconds !== undefined) return { outcome: 'throttled', retryAfterSeconds };

    const row = await staff(db)
      .findOne({ signInName: { $eq: name }, disabledAt: null })
      .lean<StaffRow>();
    if (!(await isPassword(row?.password, password)) || row === null) return { outcome: 'refused', who };

    await throttle.forget(attempt);
    return { outcome: 'signed-in', member: toStaffMember(row) };
  };
}
