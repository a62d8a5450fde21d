import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import type { Ledger } from '../reach/ledger';
import { native } from '../storage/collection';
import { attempts } from '../storage/collections/attempts';
import { campaignDeferrals } from '../storage/collections/campaign-deferrals';
import { consents } from '../storage/collections/consents';
import { erasePerson } from './erase';

/** "Delete my data", everywhere: attempts and consents, then ledger, key and person. May be run again until it has gone through. */
export async function eraseEverything(db: Connection, keys: Keys, ledger: Ledger, person: string, now: Date): Promise<void> {
  await native(attempts(db)).deleteMany({ person });
  await native(consents(db)).deleteMany({ person });
  await native(campaignDeferrals(db)).deleteMany({ person });
  await erasePerson(db, keys, ledger, person, now);
}
