import type { Connection } from 'mongoose';
import type { Receipt } from '../../bot/channels/channel';
import { native } from '../storage/collection';
import { channelAccounts } from '../storage/collections/channel-accounts';

export type Restriction = Extract<Receipt, { readonly state: 'restricted' | 'free' }>;

export function isRestriction(told: object): told is Restriction {
  return 'state' in told && (told.state === 'restricted' || told.state === 'free');
}

/** The platform has forbidden an account to speak, or allows it again: until then nothing is said first in its name. */
export async function noteRestriction(db: Connection, { channel, account, state }: Restriction, now: Date): Promise<void> {
  const update = state === 'restricted' ? { $set: { restrictedAt: now } } : { $unset: { restrictedAt: '' } as const };
  const accounts = native(channelAccounts(db));
  await accounts.updateOne({ _id: `${channel}:${account}` }, { ...update, $setOnInsert: { ways: [] } }, { upsert: true });
}
