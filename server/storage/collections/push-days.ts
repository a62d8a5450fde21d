import { Schema } from 'mongoose';
import { collection } from '../collection';

/** The one push of a person's day: whoever inserts it first may send. */
export type PushDay = { readonly _id: string /* person:day */; readonly row: string; readonly at: Date };

/** Shard key: `_id`, hashed. */
const schema = new Schema<PushDay>(
  { _id: { type: String, required: true }, row: { type: String, required: true }, at: { type: Date, required: true } },
  { versionKey: false, autoIndex: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: 3 * 24 * 3600 });

export const pushDays = collection<PushDay>('push-days', schema);
