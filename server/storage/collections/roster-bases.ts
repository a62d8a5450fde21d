import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

export const keptParts = ['name', 'phone'] as const;

/** Why names or phones of an organisation's roster may be kept, and who said so. Never edited: a decision is added once. */
export type RosterBasis = {
  readonly _id: string;
  readonly area: string;
  readonly organisation: string;
  readonly document: string; // number and date
  readonly signer: string; // name and office of who signed it
  readonly purpose: string;
  readonly notice: string; // how and when those listed were told
  readonly keeps: readonly (typeof keptParts)[number][];
  readonly keepUntil: string; // yyyy-mm-dd, the last day
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly decision?: 'approved' | 'refused';
  readonly decidedBy?: string;
  readonly decidedAt?: Date;
  readonly withdrawnAt?: Date;
};

const schema = new Schema<RosterBasis>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    document: { type: String, required: true },
    signer: { type: String, required: true },
    purpose: { type: String, required: true },
    notice: { type: String, required: true },
    keeps: { type: [String], required: true, enum: keptParts },
    keepUntil: { type: String, required: true },
    recordedBy: { type: String, required: true },
    recordedAt: { type: Date, required: true },
    decision: String,
    decidedBy: String,
    decidedAt: Date,
    withdrawnAt: Date,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisation: 1, recordedAt: -1 });

/** Shard key: `organisation`. */
export const rosterBases = collection('roster-bases', schema);
export const rosterBasesWithin = within(rosterBases, { area: 'area', organisation: 'organisation' });
