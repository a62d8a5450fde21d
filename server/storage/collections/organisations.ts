import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import type { Day } from '../../reach/period';
import { collection } from '../collection';
import { within } from '../within';

export const organisationKinds = [
  'upper-secondary-school',
  'vocational-school',
  'university',
  'industrial-park',
  'enterprise',
  'union',
  'agency',
  'establishment-group',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** A school, enterprise, park or union; sits in an area. For `service-worker` only a group of at least 5 establishments. */
export type Organisation = {
  readonly _id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly area: string;
  readonly populations: readonly Population[];
  readonly establishments?: number; // of an establishment group
  readonly closedOn?: Day; // the first day on which it is no more
  readonly folded?: string; // the name as it is sorted and searched
  readonly words?: readonly string[]; // from each of its words on: "thpt nguyen du", "nguyen du", "du"
};

const schema = new Schema<Organisation>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, required: true },
    area: { type: String, required: true },
    populations: { type: [String], required: true },
    establishments: Number,
    closedOn: String,
    folded: String,
    words: { type: [String], default: undefined },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ area: 1, folded: 1, _id: 1 });
schema.index({ folded: 1, _id: 1 });
schema.index({ words: 1 });

/** Shard key: `_id`. */
export const organisations = collection('organisations', schema);
export const organisationsWithin = within(organisations, { area: 'area', organisation: '_id' });
