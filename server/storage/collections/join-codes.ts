import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import { collection } from '../collection';
import { within } from '../within';

/** `roster` and `card` are single-use; `card` is the only way into `service-worker`. */
export type JoinCodeKind = 'group' | 'roster' | 'card';

/** A code by its keyed hash. A single-use one is printed once and never kept; a group's hangs on walls and can be shown again. */
export type JoinCode = {
  readonly _id: string; // keyed hash of the normalised code
  readonly number?: number; // of a roster code: its line in the group's list, by which the organisation knows who holds it
  readonly tail: string; // its last two characters, for an organiser to tell cards apart
  readonly kind: JoinCodeKind;
  readonly population: Population;
  readonly area: string;
  readonly organisation: string;
  readonly group?: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly withdrawnAt?: Date;
  readonly uses?: number; // of a group's code: how often somebody joined with it, counted as they did
  readonly shown?: Buffer; // of a group's code: the code itself under `group-code`
  readonly batch?: string; // of single-use codes: those made together
  readonly claimedBy?: string; // person, or for a card its keyed hash of the other domain
};

const schema = new Schema<JoinCode>(
  {
    _id: { type: String, required: true },
    number: Number,
    tail: { type: String, required: true },
    kind: { type: String, required: true },
    population: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    group: String,
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    withdrawnAt: Date,
    uses: Number,
    shown: Buffer,
    batch: String,
    claimedBy: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ group: 1 });
schema.index({ claimedBy: 1 }, { partialFilterExpression: { claimedBy: { $exists: true } } });
schema.index({ organisation: 1, kind: 1 });
schema.index({ batch: 1 }, { sparse: true });

/** Shard key: `_id`, hashed already. */
export const joinCodes = collection('join-codes', schema);
export const joinCodesWithin = within(joinCodes, { area: 'area', organisation: 'organisation', group: 'group' });
