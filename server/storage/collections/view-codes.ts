import { Schema } from 'mongoose';
import { collection } from '../collection';

/** A code shown in a chat that opens the page with somebody's own data for half an hour. The code itself is never kept. */
export type ViewCode = {
  readonly _id: string; // keyed hash of the code
  readonly conversation: string;
  readonly person: string;
  readonly until: Date;
};

/** Shard key: `_id`, hashed already. */
const schema = new Schema<ViewCode>(
  {
    _id: { type: String, required: true },
    conversation: { type: String, required: true },
    person: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ person: 1 });
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

export const viewCodes = collection<ViewCode>('view-codes', schema);
