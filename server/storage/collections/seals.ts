import { Schema } from 'mongoose';
import { collection } from '../collection';

/** One link of a chain: covers the ciphertext of its rows and the seal before it. */
export type Seal = {
  readonly _id: string; // ledger:number, the number padded so that ids sort
  readonly ledger: 'evidence' | 'service-worker-evidence';
  readonly number: number;
  readonly previous: string; // hash of the seal before; empty for the first
  readonly rows: readonly string[]; // ids, in the order hashed
  readonly hash: string;
  readonly at: Date;
};

const schema = new Schema<Seal>(
  {
    _id: { type: String, required: true },
    ledger: { type: String, required: true },
    number: { type: Number, required: true },
    previous: { type: String },
    rows: { type: [String], required: true },
    hash: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ ledger: 1, number: 1 }, { unique: true });

/** Shard key: `ledger`. */
export const seals = collection('seals', schema);
