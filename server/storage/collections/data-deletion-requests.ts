import { Schema } from 'mongoose';
import { collection } from '../collection';

/** What a platform passed on in the name of somebody who takes their data back. What is left when it is done is a receipt that names nobody. */
export type DataDeletionRequest = {
  readonly _id: string; // the confirmation code
  readonly askedAt: Date;
  readonly user?: Buffer; // the platform's id of the person for the app, sealed; gone once it is known whom it means
  readonly waitsFor?: readonly string[]; // inbox ids of the events that erase
  readonly tries: number;
  readonly tryAt?: Date; // until it is done
  readonly doneAt?: Date;
};

/** Shard key: `_id`, hashed. */
const schema = new Schema<DataDeletionRequest>(
  {
    _id: { type: String, required: true },
    askedAt: { type: Date, required: true },
    user: { type: Buffer },
    waitsFor: { type: [String], default: undefined },
    tries: { type: Number, required: true },
    tryAt: { type: Date },
    doneAt: { type: Date },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ tryAt: 1 }, { partialFilterExpression: { tryAt: { $exists: true } } });

export const dataDeletionRequests = collection<DataDeletionRequest>('data-deletion-requests', schema);
