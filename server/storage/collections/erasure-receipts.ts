import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

/** What stays of an erasure: nothing in it says whose it was (`docs/design/reach.md` §8). */
export type ErasureReceipt = {
  readonly _id: string; // random number, told to whoever asked
  readonly askedAt: Date;
  readonly erasedAt: Date;
  readonly purposes: readonly string[]; // agreed to until then
  readonly textVersions: readonly string[];
  readonly exports: readonly { readonly at: Date; readonly format: string }[]; // files of this person's data that had left before
};

/** Shard key: `_id`, hashed. */
const schema = new Schema<ErasureReceipt>(
  {
    _id: { type: String, required: true },
    askedAt: { type: Date, required: true },
    erasedAt: { type: Date, required: true },
    purposes: { type: [String], required: true },
    textVersions: { type: [String], required: true },
    exports: { type: [{ at: Date, format: String, _id: false }], required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ erasedAt: -1 });

export const erasureReceipts = collection<ErasureReceipt>('erasure-receipts', schema);
export const erasureReceiptsWithin = within(erasureReceipts, {});
