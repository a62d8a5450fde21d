import { Schema } from 'mongoose';
import type { Campaign } from '../../campaigns/model';
import { collection } from '../collection';

/** Shard key: `_id`; a few hundred documents a year. */
const schema = new Schema<Campaign>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    what: { type: String, required: true },
    audience: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    plan: { type: Schema.Types.Mixed },
    approvedBy: { type: String },
    startedAt: { type: Date },
    endedAt: { type: Date },
    goneThroughAt: { type: Date },
    cursor: { type: String, default: '' },
    counts: { type: Schema.Types.Mixed, default: {} },
  },
  { versionKey: false, autoIndex: false, minimize: false },
);
schema.index({ state: 1, createdAt: 1 });

export const campaigns = collection<Campaign>('campaigns', schema);
