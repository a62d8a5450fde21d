import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

export const matchReasons = ['sameOfficeNumber', 'samePhone', 'sameName', 'sameNameAndBirth', 'otherOfficeNumber'] as const;
export const matchScores = ['strong', 'likely', 'weak'] as const;
export const matchStates = ['open', 'left', 'same', 'different'] as const;
export type MatchState = (typeof matchStates)[number];

/**
 * Two codes of one organisation whose holders may be one person (`server/decisions/0015-who-may-be-one.md`). No name, phone or hash:
 * those stand with the roster's entries for as long as their basis does.
 */
export type ProbableMatch = {
  readonly _id: string; // keyed hash of the two codes; rows of the ledger name it
  readonly area: string;
  readonly organisation: string;
  readonly codes: readonly string[]; // ids in `join-codes`, in their order
  readonly reasons: readonly (typeof matchReasons)[number][];
  readonly score: (typeof matchScores)[number];
  readonly state: MatchState; // `left`: looked at, still undecided
  readonly foundAt: Date;
  readonly decidedAt?: Date;
  readonly decidedBy?: string;
};

const schema = new Schema<ProbableMatch>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    codes: { type: [String], required: true },
    reasons: { type: [String], required: true, enum: matchReasons },
    score: { type: String, required: true, enum: matchScores },
    state: { type: String, required: true, enum: matchStates },
    foundAt: { type: Date, required: true },
    decidedAt: Date,
    decidedBy: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisation: 1, state: 1, _id: 1 });
schema.index({ state: 1, _id: 1 });
schema.index({ codes: 1 });

/** Shard key: `organisation`. */
export const probableMatches = collection('probable-matches', schema);
/** Two groups have a part in each: whoever sees one group only sees none. */
export const probableMatchesWithin = within(probableMatches, { area: 'area', organisation: 'organisation' });
