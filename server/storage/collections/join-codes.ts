import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import { collection } from '../collection';
import { within } from '../within';

/** `roster` and `card` are single-use; `card` is the only way into `service-worker`. */
export type JoinCodeKind = 'group' | 'roster' | 'card';

/** A code by its keyed hash; the code itself is printed once and never kept. */
export type JoinCode = {
  readonly _id: string; // keyed hash of the normalised code
  readonly tail: string; // its last two characters, for an organiser to tell cards apart
  readonly kind: JoinCodeKind;
  readonly population: Population;
  readonly area: string;
  readonly organisation: string;
  readonly group?: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly withdrawnAt?: Date;
  readonly claimedBy?: string; // person, or for a card its keyed hash of the other domain
};

const schema = new Schema<JoinCode>(
  {
    _id: { type: String, required: true },
    tail: { type: String, required: true },
    kind: { type: String, required: true },
    population: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    group: String,
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    withdrawnAt: Date,
    claimedBy: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ group: 1 });

/** Shard key: `_id`, hashed already. */
export const joinCodes = collection('join-codes', schema);
export const joinCodesWithin = within(joinCodes, { area: 'area', organisation: 'organisation', group: 'group' });
