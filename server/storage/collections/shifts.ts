import { Schema } from 'mongoose';
import type { Day } from '../../reach/period';
import { collection } from '../collection';

/** The working pattern of a group, or of every group of an organisation that has none of its own. */
export type ShiftRow = { readonly _id: string /* group:id or organisation:id */; readonly pattern: string; readonly since: Day };

/** Shard key: `_id`. */
const schema = new Schema<ShiftRow>(
  { _id: { type: String, required: true }, pattern: { type: String, required: true }, since: { type: String, required: true } },
  { versionKey: false, autoIndex: false },
);

export const shifts = collection<ShiftRow>('shifts', schema);
