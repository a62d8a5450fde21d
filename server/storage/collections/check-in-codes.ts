import { Schema } from 'mongoose';
import { collection } from '../collection';

/** A code that stood on a meeting's screen for half a minute. */
export type CheckInCode = {
  readonly _id: string; // keyed hash of the code
  readonly meeting: string;
  readonly until: Date;
};

const schema = new Schema<CheckInCode>(
  { _id: { type: String, required: true }, meeting: { type: String, required: true }, until: { type: Date, required: true } },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ until: 1 }, { expireAfterSeconds: 3_600 });

/** Shard key: `_id`, hashed already. */
export const checkInCodes = collection('check-in-codes', schema);
