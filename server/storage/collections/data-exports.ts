import { Schema } from 'mongoose';
import { collection } from '../collection';

/** That a file with one person's data was made, so that the receipt of an erasure can say what had left before. */
export type DataExport = {
  readonly _id: string; // random
  readonly person: string;
  readonly format: 'json' | 'page';
  readonly at: Date;
};

/** Shard key: `person`, hashed. */
const schema = new Schema<DataExport>(
  {
    _id: { type: String, required: true },
    person: { type: String, required: true },
    format: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ person: 1 });

export const dataExports = collection<DataExport>('data-exports', schema);
