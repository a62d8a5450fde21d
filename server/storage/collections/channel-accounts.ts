import { Schema } from 'mongoose';
import type { PaidWay } from '../../outbox/windows';
import { collection } from '../collection';

/** What an operator has set up for one account of a platform, and whether the platform lets it speak. */
export type ChannelAccount = {
  readonly _id: string; // channel:account
  readonly ways: readonly PaidWay[];
  readonly restrictedAt?: Date;
};

/** Shard key: `_id`. */
const schema = new Schema<ChannelAccount>(
  { _id: { type: String, required: true }, ways: { type: [Schema.Types.Mixed], required: true }, restrictedAt: { type: Date } },
  { versionKey: false, autoIndex: false },
);

export const channelAccounts = collection<ChannelAccount>('channel-accounts', schema);
