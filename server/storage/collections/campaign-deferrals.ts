import { Schema } from 'mongoose';
import type { Deferred } from '../../campaigns/model';
import { collection } from '../collection';

/** Kept as long as the rows of the outbox, which tell what became of the others. */
const keptSeconds = 30 * 24 * 3600;

/** People of running campaigns who may be written to later. Shard key: `_id`, hashed. */
const schema = new Schema<Deferred>(
  {
    _id: { type: String, required: true },
    campaign: { type: String, required: true },
    person: { type: String, required: true },
    at: { type: Date, required: true },
    outcome: { type: String, default: null },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ campaign: 1, outcome: 1, at: 1 });
schema.index({ person: 1 });
schema.index({ at: 1 }, { expireAfterSeconds: keptSeconds });

export const campaignDeferrals = collection<Deferred>('campaign-deferrals', schema);
