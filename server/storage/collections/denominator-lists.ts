import { Schema } from 'mongoose';
import type { RowError } from '../../organisations/csv-rows';
import { collection } from '../collection';
import type { DenominatorProposal } from './denominator-proposals';

/** What an office's list says of one place; wrong rows are shown with their faults and never entered. */
export type ListedDenominator = Omit<DenominatorProposal, '_id' | 'state' | 'entered' | 'decided' | 'list' | 'paper'>;
export type ListRow =
  | { readonly line: number; readonly status: 'new' | 'changed' | 'same'; readonly entry: ListedDenominator; readonly before?: number }
  | { readonly line: number; readonly status: 'wrong'; readonly place: string; readonly faults: readonly RowError[] };

/** A list that was read and waits for its confirmation. Seen only by whoever brought it. */
export type DenominatorList = {
  readonly _id: string;
  readonly staff: string;
  readonly state: 'staged' | 'confirmed';
  readonly rows: readonly ListRow[];
  readonly at: Date;
  readonly expiresAt: Date;
};

const schema = new Schema<DenominatorList>(
  { _id: { type: String, required: true }, staff: String, expiresAt: Date },
  { autoIndex: false, autoCreate: false, versionKey: false, strict: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ staff: 1, at: -1 });

/** Shard key: `_id`. */
export const denominatorLists = collection('denominator-lists', schema);
