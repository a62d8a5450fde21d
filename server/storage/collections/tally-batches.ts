import { Schema } from 'mongoose';
import type { TallyBatch } from '../../reach/model';
import { collection } from '../collection';

const schema = new Schema<TallyBatch>(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    at: { type: Date, required: true },
    tallies: { type: [String], required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);

/** Batches that are under way or were stopped; a handful of rows, so read whole. Shard key: `_id`. */
export const tallyBatches = collection('tally-batches', schema);
