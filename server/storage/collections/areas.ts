import { Schema } from 'mongoose';
import { collection } from '../collection';

export const areaLevels = ['country', 'province', 'district', 'commune'] as const; // districts until 2025-06-30

/** An administrative unit with its official code and validity; the map changed on 2025-07-01. */
export type Area = {
  readonly _id: string; // the official code, where no other unit had it first
  readonly code?: string; // the official code where it is not the id: codes of 2025 are codes of the map before with other borders
  readonly name: string;
  readonly level: (typeof areaLevels)[number];
  readonly parent?: string;
  readonly validFrom: string; // yyyy-mm-dd
  readonly validTo?: string; // first day no longer valid
  readonly successors?: readonly string[]; // the units that have its ground since, by id; one, or several where it was divided
};

const schema = new Schema<Area>(
  {
    _id: { type: String, required: true },
    code: String,
    name: { type: String, required: true },
    level: { type: String, required: true },
    parent: String,
    validFrom: { type: String, required: true },
    validTo: String,
    successors: { type: [String], default: undefined },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ parent: 1 });
schema.index({ successors: 1 }, { sparse: true });

/** The map. Shard key: none, a few thousand documents read whole. */
export const areas = collection('areas', schema);
