import { Schema } from 'mongoose';
import type { Purpose } from '../../../bot/dialogue/fact';
import { collection } from '../collection';
import { within } from '../within';

/**
 * What a guardian said on paper about the child with one roster code. Append-only: the newest row of a code holds. The paper stays
 * with its holder; no name is kept.
 */
export type GuardianSlip = {
  readonly _id: string; // random
  readonly code: string; // id of the roster code
  readonly area: string;
  readonly organisation: string;
  readonly group: string;
  readonly purposes: readonly Purpose[]; // agreed to; none: withdrawn
  readonly formVersion: string; // printed on the slip
  readonly signedOn: string; // yyyy-mm-dd
  readonly holder: string; // who keeps the paper: an office, as staff wrote it
  readonly recordedBy: string; // staff id
  readonly recordedAt: Date;
};

/** Shard key: `organisation`. */
const schema = new Schema<GuardianSlip>(
  {
    _id: { type: String, required: true },
    code: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    group: { type: String, required: true },
    purposes: { type: [String], required: true },
    formVersion: { type: String, required: true },
    signedOn: { type: String, required: true },
    holder: { type: String, required: true },
    recordedBy: { type: String, required: true },
    recordedAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ code: 1, recordedAt: 1 });
schema.index({ group: 1 });

export const guardianSlips = collection<GuardianSlip>('guardian-slips', schema);
export const guardianSlipsWithin = within(guardianSlips, { area: 'area', organisation: 'organisation', group: 'group' });
