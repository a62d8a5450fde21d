import type { Connection } from 'mongoose';
import { keyedHash } from '../keys';
import { type StaffRow, staff } from '../storage/collections/staff';
import { nameHash, noteLock } from './lock';
import { isPassword } from './password';
import { foldSignInName } from './sign-in-name';
import { createSignInThrottle } from './sign-in-throttle';
import { type StaffMember, toStaffMember } from './staff-member';

export type Credentials = { readonly signInName: string; readonly password: string; readonly address: string };

/**
 * `who` names a refused attempt in the audit without keeping what was typed: people type passwords into name fields.
 * `locked` is an account that has run out of tries just now.
 */
export type SignInOutcome =
  | { readonly outcome: 'signed-in'; readonly member: StaffMember; readonly hasSecondFactor: boolean }
  | { readonly outcome: 'refused'; readonly who: string }
  | { readonly outcome: 'throttled'; readonly retryAfterSeconds: number; readonly locked?: string };

export type SignIn = (credentials: Credentials) => Promise<SignInOutcome>;

/** Name and password, the first step. `key` hashes names and addresses before they reach the throttle's rows. */
export function createSignIn(db: Connection, key: Buffer, now: () => Date): SignIn {
  const throttle = createSignInThrottle(db);

  return async ({ signInName, password, address }) => {
    const name = foldSignInName(signInName);
    const who = nameHash(key, name);
    const attempt = { pair: keyedHash(key, `pair:${name}:${address}`), name: who, address: keyedHash(key, `address:${address}`) };
    const wait = await throttle.claim(attempt);
    if (wait !== undefined) {
      const locked = await noteLock(db, { signInName: name }, wait, now());
      return { outcome: 'throttled', retryAfterSeconds: wait.seconds, ...(locked === undefined ? {} : { locked }) };
    }

    const row = await staff(db)
      .findOne({ signInName: { $eq: name }, disabledAt: null })
      .lean<StaffRow>();
    if (!(await isPassword(row?.password, password)) || row === null) return { outcome: 'refused', who };

    await throttle.forget(attempt);
    return { outcome: 'signed-in', member: toStaffMember(row), hasSecondFactor: (row.secondFactor ?? null) !== null };
  };
}
