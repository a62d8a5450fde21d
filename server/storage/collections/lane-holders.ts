import { Schema } from 'mongoose';
import { collection } from '../collection';

/** A process that wants its share of the lanes; after `until` the others share among themselves. */
export type LaneHolder = { readonly _id: string; readonly until: Date };

/** One row a worker. Shard key: none. As many rows as there are processes. */
const schema = new Schema<LaneHolder>(
  { _id: { type: String, required: true }, until: { type: Date, required: true } },
  { versionKey: false, autoIndex: false },
);
schema.index({ until: 1 }, { expireAfterSeconds: 3600 });

export const laneHolders = collection<LaneHolder>('lane-holders', schema);
