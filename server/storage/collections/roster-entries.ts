import { Schema } from 'mongoose';
import { collection } from '../collection';

/**
 * One place on a roster, by the code that was made for it. Without a basis nothing here comes from the row that it stands
 * for (`server/decisions/0011-a-roster-is-forgotten.md`); with one, `sealed` and `match` do, until `deleteAfter`.
 */
export type RosterEntry = {
  readonly _id: string; // the code's id in `join-codes`
  readonly area: string;
  readonly organisation: string;
  readonly group: string;
  readonly import: string;
  readonly listings: readonly { readonly import: string; readonly at: Date }[]; // each roster that listed it, the last twelve
  readonly basis?: string;
  readonly sealed?: Buffer; // name and phone under `roster-person`
  readonly match?: readonly string[]; // keyed hashes under `roster-match`, each with its kind before it
  readonly deleteAfter?: Date;
};

const schema = new Schema<RosterEntry>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    group: { type: String, required: true },
    import: { type: String, required: true },
    listings: { type: Schema.Types.Mixed, required: true },
    basis: String,
    sealed: Buffer,
    match: { type: [String], default: undefined },
    deleteAfter: Date,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisation: 1, group: 1 });
schema.index({ import: 1 });
schema.index({ 'listings.import': 1 });
schema.index({ organisation: 1, match: 1 }, { partialFilterExpression: { match: { $exists: true } } });
schema.index({ basis: 1 }, { partialFilterExpression: { basis: { $exists: true } } });
schema.index({ deleteAfter: 1 }, { partialFilterExpression: { deleteAfter: { $exists: true } } });

/** Shard key: `organisation`. */
export const rosterEntries = collection('roster-entries', schema);
