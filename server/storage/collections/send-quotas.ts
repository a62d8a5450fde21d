import { Schema } from 'mongoose';
import { collection } from '../collection';

/** How much of one account's quota is used in one day or month. */
export type SendQuota = {
  readonly _id: string; // channel:account:what:period
  readonly used: number;
  readonly to: Date; // when the next period opens
};

/** Shard key: `_id`, hashed. */
const schema = new Schema<SendQuota>(
  { _id: { type: String, required: true }, used: { type: Number, required: true }, to: { type: Date, required: true } },
  { versionKey: false, autoIndex: false },
);
schema.index({ to: 1 }, { expireAfterSeconds: 40 * 24 * 3600 });

export const sendQuotas = collection<SendQuota>('send-quotas', schema);
