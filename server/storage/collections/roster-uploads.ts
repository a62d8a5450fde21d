import { Schema } from 'mongoose';
import { collection } from '../collection';
import { within } from '../within';

/** A file between its upload and its dry run, while somebody looks at what its columns mean. Its cells stand only in `sealed`. */
export type RosterUpload = {
  readonly _id: string;
  readonly area: string;
  readonly organisation: string;
  readonly group?: string; // where the whole list is one group's
  readonly staff: string;
  readonly basis?: string;
  readonly sealed: Buffer; // under `roster-staging`
  readonly expiresAt: Date;
};

const schema = new Schema<RosterUpload>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    group: String,
    staff: { type: String, required: true },
    basis: String,
    sealed: { type: Buffer, required: true },
    expiresAt: { type: Date, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Shard key: `_id`. */
export const rosterUploads = collection('roster-uploads', schema);
export const rosterUploadsWithin = within(rosterUploads, { area: 'area', organisation: 'organisation', group: 'group' });
