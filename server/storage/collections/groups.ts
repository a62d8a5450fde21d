import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import { collection } from '../collection';

/** A class, shift or workshop; one population. */
export type Group = {
  readonly _id: string;
  readonly organisation: string;
  readonly name: string;
  readonly population: Population;
};

const schema = new Schema<Group>(
  {
    _id: { type: String, required: true },
    organisation: { type: String, required: true },
    name: { type: String, required: true },
    population: { type: String, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisation: 1 });

/** Shard key: `organisation`. */
export const groups = collection('groups', schema);
