import type { Connection } from 'mongoose';
import { audit } from '../storage/collections/audit';
import { oneTimeLinks } from '../storage/collections/one-time-links';
import { signInAttempts, signIns } from '../storage/collections/sign-ins';
import { staff } from '../storage/collections/staff';

/** Makes the indexes that sign-in relies on; to be awaited before the console answers. */
export async function prepareStaff(db: Connection): Promise<void> {
  for (const model of [staff(db), signIns(db), signInAttempts(db), oneTimeLinks(db), audit(db)]) await model.createIndexes();
}
