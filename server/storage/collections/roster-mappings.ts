import { Schema } from 'mongoose';
import { collection } from '../collection';

/** Which column held what the last time an organisation brought a sheet with these headings. */
export type RosterMapping = {
  readonly _id: string; // keyed hash of organisation and folded headings
  readonly area: string;
  readonly organisation: string;
  readonly fields: readonly (string | null)[]; // by column
  readonly usedAt: Date;
};

const schema = new Schema<RosterMapping>(
  {
    _id: { type: String, required: true },
    area: { type: String, required: true },
    organisation: { type: String, required: true },
    fields: { type: [String], required: true },
    usedAt: { type: Date, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);

/** Read by `_id` only. Shard key: `_id`, hashed already. */
export const rosterMappings = collection('roster-mappings', schema);
