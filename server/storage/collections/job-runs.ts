import { Schema } from 'mongoose';
import { collection } from '../collection';

/** One run of one job at one tick, by whoever inserted it first. */
export type JobRun = { readonly _id: string /* name:time */; readonly at: Date };

/** Shard key: `_id`, hashed. */
const schema = new Schema<JobRun>(
  { _id: { type: String, required: true }, at: { type: Date, required: true } },
  { versionKey: false, autoIndex: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: 24 * 3600 });

export const jobRuns = collection<JobRun>('job-runs', schema);
