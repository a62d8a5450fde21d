import { Schema } from 'mongoose';
import { collection } from '../collection';

/** An administrative unit with its official code and validity; the map changed on 2025-07-01. */
export type Area = {
  readonly _id: string; // official code
  readonly name: string;
  readonly level: 'country' | 'province' | 'commune';
  readonly parent?: string;
  readonly validFrom: string; // yyyy-mm-dd
  readonly validTo?: string; // first day no longer valid
};

const schema = new Schema<Area>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    level: { type: String, required: true },
    parent: String,
    validFrom: { type: String, required: true },
    validTo: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ parent: 1 });

/** The map. Shard key: none, a few thousand documents read whole. */
export const areas = collection('areas', schema);
