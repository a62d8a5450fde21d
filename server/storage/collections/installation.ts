import { Schema } from 'mongoose';
import { collection } from '../collection';

/** What this database is for, written at its first start and never changed. */
export type InstallationRow = {
  readonly _id: 'installation';
  readonly demo: boolean;
  readonly secret: string; // keyed hash: tells whether the secrets are still the ones the data was stored under
  readonly serviceWorkerSecret: string;
  readonly createdAt: Date;
};

const schema = new Schema<InstallationRow>(
  {
    _id: { type: String, required: true },
    demo: { type: Boolean, required: true },
    secret: { type: String, required: true },
    serviceWorkerSecret: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
);

/** Shard key: none. One document. */
export const installation = collection<InstallationRow>('installation', schema);
