import { Schema } from 'mongoose';
import { collection } from '../collection';

/** A lesson that has just been counted, kept for a few days to be looked at beside others. Never of a service worker. */
export type EvidenceMark = {
  readonly _id: string; // of the ledger row
  readonly at: Date;
  readonly device?: string; // keyed hash, of the web chat only
};

const schema = new Schema<EvidenceMark>(
  { _id: { type: String, required: true }, at: { type: Date, required: true }, device: String },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: 3 * 24 * 3_600 });

/** Shard key: `_id`, hashed already. */
export const evidenceMarks = collection('evidence-marks', schema);
