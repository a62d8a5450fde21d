import { Schema } from 'mongoose';
import { collection } from '../collection';

/** Which browser a web chat was opened in, for a day: whether one browser speaks for many people. */
export type WebDevice = {
  readonly _id: string; // the conversation
  readonly device: string; // keyed hash of a cookie that lasts a day
  readonly at: Date;
};

const schema = new Schema<WebDevice>(
  { _id: { type: String, required: true }, device: { type: String, required: true }, at: { type: Date, required: true } },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: 24 * 3_600 });

/** Shard key: `_id`. */
export const webDevices = collection('web-devices', schema);
