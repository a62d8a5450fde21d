import { Schema } from 'mongoose';
import { collection } from '../collection';

/** A code somebody asked for in one conversation, to type in another. The code itself is never kept. */
export type LinkCode = {
  readonly _id: string; // keyed hash of the code
  readonly conversation: string; // that showed it
  readonly person: string; // whose it was then
  readonly until: Date;
  readonly claimedBy?: string; // the conversation in which it was typed first
};

const keptSeconds = 24 * 3600;

/** Shard key: `_id`, hashed already. */
const schema = new Schema<LinkCode>(
  {
    _id: { type: String, required: true },
    conversation: { type: String, required: true },
    person: { type: String, required: true },
    until: { type: Date, required: true },
    claimedBy: String,
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ person: 1 });
schema.index({ until: 1 }, { expireAfterSeconds: keptSeconds });

export const linkCodes = collection<LinkCode>('link-codes', schema);
