import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
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
};

const schema = new Schema<Organisation>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    kind: { type: String, required: true },
    area: { type: String, required: true },
    populations: { type: [String], required: true },
    establishments: Number,
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ area: 1 });

/** Shard key: `_id`. */
export const organisations = collection('organisations', schema);
export const organisationsWithin = within(organisations, { area: 'area', organisation: '_id' });
