import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import { collection } from '../collection';
import { within } from '../within';

/** A class, shift or workshop; one population. */
export type Group = {
  readonly _id: string;
  readonly organisation: string;
  readonly area: string; // its organisation's
  readonly name: string;
  readonly population: Population;
};

const schema = new Schema<Group>(
  {
    _id: { type: String, required: true },
    organisation: { type: String, required: true },
    area: { type: String, required: true },
    name: { type: String, required: true },
    population: { type: String, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisation: 1 });
schema.index({ area: 1 });

/** Shard key: `organisation`. */
export const groups = collection('groups', schema);
export const groupsWithin = within(groups, { area: 'area', organisation: 'organisation', group: '_id' });
