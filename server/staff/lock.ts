import type { Connection, mongo } from 'mongoose';
import { keyedHash } from '../keys';
import { native } from '../storage/collection';
import { type StaffRow, staff } from '../storage/collections/staff';
import { createCodeThrottle, createSignInThrottle, type Wait } from './sign-in-throttle';

/**
 * Notes on an account that its own budget of tries is empty, for the administrators to see. The account's id the first time,
 * `undefined` while it is noted already or when nobody has the name: the throttle itself keeps everybody out either way.
 */
export async function noteLock(
  db: Connection,
  account: mongo.Filter<StaffRow>,
  { seconds, locked }: Wait,
  now: Date,
): Promise<string | undefined> {
  if (!locked) return undefined;
  const row = await native(staff(db)).findOneAndUpdate(
    { $and: [account, { $or: [{ lockedUntil: null }, { lockedUntil: { $lte: now } }] }] },
    { $set: { lockedUntil: new Date(now.getTime() + seconds * 1000) } },
  );
  return row?._id;
}

/** An administrator has made sure whose tries those were. */
export async function unlock(db: Connection, key: Buffer, id: string): Promise<boolean> {
  const row = await native(staff(db)).findOneAndUpdate({ _id: id }, { $set: { lockedUntil: null } });
  if (row === null) return false;
  await createSignInThrottle(db).unlock(nameHash(key, row.signInName));
  await createCodeThrottle(db).forget(keyedHash(key, `code:${id}`));
  return true;
}

/** What stands for a name in the throttle and in the audit. */
export function nameHash(key: Buffer, signInName: string): string {
  return keyedHash(key, `name:${signInName}`);
}
