import { Schema } from 'mongoose';
import type { Tally } from '../../reach/model';
import { collection } from '../collection';

const schema = new Schema<Tally>(
  {
    _id: { type: String, required: true },
    plan: { type: String, required: true },
    kind: { type: String, required: true },
    node: { type: String, required: true },
    population: { type: String, required: true },
    month: { type: String, required: true },
    days: { type: Schema.Types.Mixed, default: {} },
    version: { type: Number, default: 0 },
    newest: Date,
    settled: { type: [String], default: undefined },
  },
  { autoIndex: false, autoCreate: false, versionKey: false, minimize: false },
);
schema.index({ plan: 1, population: 1, kind: 1, month: 1 });

/** Signed changes by day and reading, a cache of the ledger. Shard key: `_id`, which begins with plan and node. */
export const tallies = collection('tallies', schema);
