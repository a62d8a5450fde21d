import { Schema } from 'mongoose';
import type { AgeBand, Membership } from '../../../bot/dialogue/fact';
import { collection } from '../collection';

/** One human by a random pseudonym. `key` seals their ledger rows; without it those rows are unreadable for ever. */
export type PersonRow = {
  readonly _id: string;
  readonly key: Buffer | null; // wrapped under `person-key`; null once erased
  readonly createdAt: Date;
  readonly membership?: Membership; // never stored for `service-worker`
  readonly ageBand?: AgeBand;
  readonly erasedAt?: Date;
};

const schema = new Schema<PersonRow>(
  {
    _id: { type: String, required: true },
    key: { type: Buffer, default: null },
    createdAt: { type: Date, required: true },
    membership: { type: Schema.Types.Mixed },
    ageBand: String,
    erasedAt: Date,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);

schema.index({ 'membership.population': 1, _id: 1 }, { partialFilterExpression: { 'membership.population': { $exists: true } } });

schema.index({ erasedAt: 1 }, { partialFilterExpression: { erasedAt: { $exists: true } } });

/** Shard key: `_id`, random. */
export const people = collection('people', schema);
