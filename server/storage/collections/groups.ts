import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import type { Day } from '../../reach/period';
import { collection } from '../collection';
import { within } from '../within';

/** The school year of a class, half-open; shifts and workshops have none. */
export type Term = { readonly name: string; readonly from: Day; readonly to: Day };

/** A class, shift or workshop; one population. */
export type Group = {
  readonly _id: string;
  readonly organisation: string;
  readonly area: string; // its organisation's
  readonly name: string;
  readonly population: Population;
  readonly term?: Term;
  readonly closedOn?: Day; // the first day on which it is no more
  readonly folded?: string; // the name as it is sorted and searched
};

const schema = new Schema<Group>(
  {
    _id: { type: String, required: true },
    organisation: { type: String, required: true },
    area: { type: String, required: true },
    name: { type: String, required: true },
    population: { type: String, required: true },
    term: { type: Schema.Types.Mixed },
    closedOn: String,
    folded: String,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ organisation: 1, folded: 1, _id: 1 });
schema.index({ area: 1, folded: 1, _id: 1 });
schema.index({ folded: 1, _id: 1 });

/** Shard key: `organisation`. */
export const groups = collection('groups', schema);
export const groupsWithin = within(groups, { area: 'area', organisation: 'organisation', group: '_id' });
