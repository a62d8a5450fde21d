import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import type { Ledger } from '../reach/ledger';
import { dayOf } from '../reach/period';
import { native } from '../storage/collection';
import { attempts } from '../storage/collections/attempts';
import { campaignDeferrals } from '../storage/collections/campaign-deferrals';
import { consents } from '../storage/collections/consents';
import { dataExports } from '../storage/collections/data-exports';
import { dataRequests } from '../storage/collections/data-requests';
import { linkCodes } from '../storage/collections/link-codes';
import { pushDays } from '../storage/collections/push-days';
import { viewCodes } from '../storage/collections/view-codes';
import { erasePerson } from './erase';
import { eraseOwnCodes } from './erase-own-codes';

/** "Delete my data", everywhere: whatever names a person, then ledger, key and person. May be run again until it has gone through. */
export async function eraseEverything(db: Connection, keys: Keys, ledger: Ledger, person: string, now: Date): Promise<void> {
  await native(attempts(db)).deleteMany({ person });
  await native(consents(db)).deleteMany({ person });
  await native(campaignDeferrals(db)).deleteMany({ person });
  await native(dataExports(db)).deleteMany({ person });
  await native(viewCodes(db)).deleteMany({ person });
  await native(linkCodes(db)).deleteMany({ person });
  await native(pushDays(db)).deleteMany({ _id: { $in: recentDays(now).map((day) => `${person}:${day}`) } });
  await native(dataRequests(db)).updateMany({ person }, { $set: { doneAt: now, outcome: 'done' }, $unset: { open: '', person: '' } });
  await eraseOwnCodes(db, keys, person);
  await erasePerson(db, keys, ledger, person, now);
}

/** As long as the rows are kept, and a day on either side. */
const daysKept = 5;
const dayMs = 24 * 3_600_000;

function recentDays(now: Date): readonly string[] {
  return Array.from({ length: daysKept }, (_, back) => dayOf(new Date(now.getTime() + (1 - back) * dayMs)));
}
