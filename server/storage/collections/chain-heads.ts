import { Schema } from 'mongoose';
import { collection } from '../collection';

/** How far a chain goes: its last link, signed. Without it nobody could tell that the end of a chain was cut off. */
export type ChainHead = {
  readonly _id: 'audit' | 'evidence' | 'service-worker-evidence';
  readonly number: number;
  readonly hash: string; // of the last link; empty before the first
  readonly mark: string; // keyed hash of all of it
};

const schema = new Schema<ChainHead>(
  {
    _id: { type: String, required: true },
    number: { type: Number, required: true },
    hash: { type: String, default: '' },
    mark: { type: String, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);

/** Shard key: `_id`. Three rows. */
export const chainHeads = collection('chain-heads', schema);
