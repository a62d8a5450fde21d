import type { Connection } from 'mongoose';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { staff } from '../storage/collections/staff';
import { isPassword } from './password';
import { createCodeThrottle } from './sign-in-throttle';

/** Whether whoever sits at an open sign-in knows its password; an empty budget says no, so that an unattended screen is no place to guess. */
export async function isRightPassword(
  { db, keys }: { readonly db: Connection; readonly keys: Keys },
  id: string,
  password: string,
): Promise<boolean> {
  const throttle = createCodeThrottle(db);
  const account = keyedHash(keys.of('sign-in'), `own:${id}`);
  if ((await throttle.claim(account)) !== undefined) return false;
  const row = await native(staff(db)).findOne({ _id: { $eq: id }, disabledAt: null });
  const right = await isPassword(row?.password, password);
  if (right) await throttle.forget(account);
  return right;
}
