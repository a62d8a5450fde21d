import { Schema } from 'mongoose';
import type { Population } from '../../../courses/model';
import { collection } from '../collection';

/** How many people of a population are at an organisation or area on a date, and who says so (`docs/design/reach.md` §1). */
export type DenominatorRow = {
  readonly _id: string; // kind:node:population:as-of date
  readonly kind: 'organisation' | 'area';
  readonly node: string;
  readonly population: Population;
  readonly people: number;
  readonly asOf: string; // yyyy-mm-dd
  readonly issuer: string;
  readonly document: string;
  readonly method: string;
  readonly approver: string;
};

const schema = new Schema<DenominatorRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    node: { type: String, required: true },
    population: { type: String, required: true },
    people: { type: Number, required: true },
    asOf: { type: String, required: true },
    issuer: { type: String, required: true },
    document: { type: String, required: true },
    method: { type: String, required: true },
    approver: { type: String, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ population: 1, asOf: 1 });

/** Signed settings, read whole per population. Shard key: `node`. */
export const denominators = collection('denominators', schema);
